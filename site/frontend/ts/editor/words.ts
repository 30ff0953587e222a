// The editor's words come from Django, translated, with places to fill: "%(label)s".

export type Fill = Readonly<Record<string, string | number>>;
export type Say = (name: string, fill?: Fill) => string;

export function speaker(words: Readonly<Record<string, string>>): Say {
  return (name, fill = {}) => {
    const text = words[name];
    if (text === undefined) throw new Error(`the editor has no word for “${name}”`);
    return text.replace(/%\((\w+)\)[sd]/g, (_place, key: string) => String(fill[key] ?? ""));
  };
}

/** One or more: the words `name_one` and `name_other`. */
export const counted = (say: Say, name: string, count: number): string =>
  say(count === 1 ? `${name}_one` : `${name}_other`, { count });
