/** XML as AWS's query and S3 protocols write it. */

/** Text, or children by element name; a list repeats its element; undefined leaves it out. */
export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [element: string]: XmlValue };

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character]);
}

/** One element and what is in it. */
export function xmlElement(name: string, value: XmlValue, namespace?: string): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: XmlValue) => xmlElement(name, item)).join('');
  const open = namespace ? `<${name} xmlns="${namespace}">` : `<${name}>`;
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([child, item]) => xmlElement(child, item as XmlValue))
          .join('')
      : escapeXml(String(value));
  return `${open}${inner}</${name}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
