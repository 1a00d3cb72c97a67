/** What the door does besides showing: a short tone and a vibration, different for yes and no. */
export type Verdict = 'admitted' | 'already' | 'refused';

const tones: Record<Verdict, readonly number[]> = {
  admitted: [880, 1320],
  already: [440, 440],
  refused: [220],
};
const buzzes: Record<Verdict, number[]> = { admitted: [60], already: [80, 60, 80], refused: [300] };

let audio: AudioContext | undefined;

export function signal(verdict: Verdict, sound: boolean): void {
  navigator.vibrate?.(buzzes[verdict]);
  if (!sound) return;
  audio ??= new AudioContext();
  for (const [index, frequency] of tones[verdict].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = audio.currentTime + index * 0.14;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.13);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.14);
  }
}
