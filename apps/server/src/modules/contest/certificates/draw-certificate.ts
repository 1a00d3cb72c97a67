import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import { drawable, fitted, fontBytes, linesOf } from '../../../kernel/lettering/lettering.ts';
import type { CertificateContent } from './certificate.ts';

/** A4 across, in points. */
const WIDTH = 841.89;
const HEIGHT = 595.28;
const MIDDLE = WIDTH / 2;
/** The last lines keep so far from the edges: clear of the corners. */
const FOOT = 90;
const COLOURS = { cinnabar: '#a81f23', wheat: '#b8862d', ink: '#1f1b16', soft: '#6b6257', paper: '#fffdf8' };

/**
 * A certificate as PDF 1.7, piece by piece: the letters it needs are embedded, and its QR code leads to the page that
 * verifies it.
 */
export function drawCertificate(
  content: CertificateContent,
  { address, day }: { readonly address: string; readonly day: string },
): AsyncIterable<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: drawable(`${content.contestTitle} ${content.prize} ${content.entrantName}`),
      Author: drawable(content.palaceName),
      CreationDate: new Date(content.issuedAt),
    },
  });
  pdf.registerFont('serif', fontBytes()).font('serif');
  drawFrame(pdf);
  drawWords(pdf, content);
  drawFoot(pdf, content, { address, day });
  pdf.end();
  return pdf as unknown as AsyncIterable<Uint8Array>;
}

type Pdf = InstanceType<typeof PDFDocument>;

function drawFrame(pdf: Pdf): void {
  pdf.rect(0, 0, WIDTH, HEIGHT).fill(COLOURS.paper);
  pdf
    .lineWidth(3)
    .rect(26, 26, WIDTH - 52, HEIGHT - 52)
    .stroke(COLOURS.cinnabar);
  pdf
    .lineWidth(0.8)
    .rect(34, 34, WIDTH - 68, HEIGHT - 68)
    .stroke(COLOURS.wheat);
  // Corners as of cut paper.
  for (const [x, y, right, down] of [
    [34, 34, 1, 1],
    [WIDTH - 34, 34, -1, 1],
    [34, HEIGHT - 34, 1, -1],
    [WIDTH - 34, HEIGHT - 34, -1, -1],
  ] as const) {
    for (const reach of [46, 32, 18]) {
      pdf
        .moveTo(x + right * reach, y)
        .lineTo(x + right * reach, y + down * reach)
        .lineTo(x, y + down * reach);
      pdf.lineWidth(1.2).stroke(COLOURS.wheat);
    }
  }
}

/** A line in the middle, made smaller where it is too long. */
function line(
  pdf: Pdf,
  text: string,
  { y, size, colour }: { y: number; size: number; colour: string },
): void {
  const most = WIDTH - 200;
  const shown = drawable(text);
  pdf.fontSize(size);
  const fit = Math.max(size * 0.6, Math.min(size, (size * most) / Math.max(1, pdf.widthOfString(shown))));
  pdf.fontSize(fit).fillColor(colour);
  const cut = fitted(shown, fit, most);
  pdf.text(cut, MIDDLE - pdf.widthOfString(cut) / 2, y, { lineBreak: false });
}

function drawWords(pdf: Pdf, content: CertificateContent): void {
  line(pdf, '荣 誉 证 书', { y: 72, size: 46, colour: COLOURS.cinnabar });
  line(pdf, 'Certificate of Honour', { y: 132, size: 13, colour: COLOURS.wheat });
  line(pdf, content.entrantName, { y: 178, size: 32, colour: COLOURS.ink });
  const said = `作品《${content.entryTitle}》（${content.entryNumber} 号，${content.category}）在“${content.contestTitle}”中荣获`;
  let y = 236;
  for (const text of linesOf(said, 18, { width: WIDTH - 240, most: 3 })) {
    line(pdf, text, { y, size: 18, colour: COLOURS.ink });
    y += 29;
  }
  line(pdf, content.prize, { y: y + 12, size: 42, colour: COLOURS.cinnabar });
  const english = [content.prizeEn, content.contestTitleEn, content.categoryEn].filter((each) => each !== '');
  if (content.prizeEn !== '')
    // The font's ’ is as wide as a Chinese character.
    line(pdf, english.join(' · ').replaceAll('’', "'"), { y: y + 70, size: 12, colour: COLOURS.soft });
  line(pdf, '特发此证，以资鼓励。', { y: y + 92, size: 16, colour: COLOURS.ink });
}

function drawFoot(
  pdf: Pdf,
  content: CertificateContent,
  { address, day }: { readonly address: string; readonly day: string },
): void {
  drawQr(pdf, address, { x: FOOT, y: HEIGHT - FOOT - 78, size: 78 });
  pdf.fontSize(9.5).fillColor(COLOURS.soft);
  pdf.text('扫码验证真伪 Scan to verify', FOOT + 88, HEIGHT - FOOT - 40, { lineBreak: false });
  pdf.text(`证书编号 No. ${content.code}`, FOOT + 88, HEIGHT - FOOT - 24, { lineBreak: false });
  pdf.text(address.replace(/^https?:\/\//, ''), FOOT + 88, HEIGHT - FOOT - 10, {
    lineBreak: false,
    link: address,
  });
  const right = WIDTH - FOOT;
  const sign = (text: string, y: number, size: number) => {
    pdf.fontSize(size).fillColor(COLOURS.ink);
    const cut = fitted(drawable(text), size, 320);
    pdf.text(cut, right - pdf.widthOfString(cut), y, { lineBreak: false });
  };
  sign(content.palaceName, HEIGHT - FOOT - 52, 17);
  const [year, month, date] = day.split('-').map(Number);
  sign(`${year} 年 ${month} 月 ${date} 日`, HEIGHT - FOOT - 22, 14);
}

/** A QR code of squares: sharp on every printer. */
function drawQr(pdf: Pdf, text: string, { x, y, size }: { x: number; y: number; size: number }): void {
  const { data } = encode(text, { border: 2, ecc: 'M' });
  const cell = size / data.length;
  pdf.rect(x, y, size, size).fill('#ffffff');
  for (const [row, cells] of data.entries()) {
    for (const [column, dark] of cells.entries()) {
      if (dark) pdf.rect(x + column * cell, y + row * cell, cell * 1.02, cell * 1.02);
    }
  }
  pdf.fill('#000000');
}
