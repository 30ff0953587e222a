/** A line of text as the browser broke it, in the pixels of the screen. */
export interface TextLine {
  text: string;
  rect: DOMRect;
}

const WORDS = /\S+/g;

/** The lines of a text node. */
export function linesOf(node: Text): TextLine[] {
  const range = document.createRange();
  const lines: TextLine[] = [];
  for (const word of node.data.matchAll(WORDS)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    // A word that is longer than a line is broken; each part stands on its own.
    const rects = [...range.getClientRects()];
    if (rects.length > 1) lines.push(...brokenWord(node, word.index, word[0]));
    else if (rects[0]) addWord(lines, word[0], rects[0]);
  }
  return lines;
}

function addWord(lines: TextLine[], text: string, rect: DOMRect): void {
  const line = lines.at(-1);
  if (!line || Math.abs(line.rect.top - rect.top) > rect.height / 2) {
    lines.push({ text, rect });
    return;
  }
  line.text += ` ${text}`;
  const left = Math.min(line.rect.left, rect.left);
  const right = Math.max(line.rect.right, rect.right);
  line.rect = new DOMRect(left, line.rect.top, right - left, line.rect.height);
}

function brokenWord(node: Text, start: number, word: string): TextLine[] {
  const range = document.createRange();
  const parts: TextLine[] = [];
  let offset = start;
  for (const letter of word) {
    range.setStart(node, offset);
    offset += letter.length;
    range.setEnd(node, offset);
    const rect = range.getBoundingClientRect();
    const part = parts.at(-1);
    if (part && Math.abs(part.rect.top - rect.top) < rect.height / 2) {
      part.text += letter;
      part.rect = new DOMRect(part.rect.left, part.rect.top, rect.right - part.rect.left, rect.height);
    } else {
      parts.push({ text: letter, rect });
    }
  }
  return parts;
}
