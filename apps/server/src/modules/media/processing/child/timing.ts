import { AV_NOPTS_VALUE, type Demuxer, type Packet } from 'node-av';

/** When a packet is shown, ms from the beginning; 0 when it does not say. */
export function timeOf(packet: Packet, input: Demuxer): number {
  const stream = input.getStream(packet.streamIndex);
  const at = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
  if (stream === undefined || at === AV_NOPTS_VALUE || stream.timeBase.den === 0) return 0;
  const start = stream.startTime === AV_NOPTS_VALUE ? 0n : stream.startTime;
  return (Number(at - start) * 1000 * stream.timeBase.num) / stream.timeBase.den;
}
