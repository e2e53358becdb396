import { namespaceOf } from '../protocol/errors';
import { xmlElement, type XmlValue } from '../protocol/xml';
import { isObject } from './json';

/** The answer to an action. Members that are undefined are left out. */
export function resultXml(action: string, result: unknown, requestId: string): string {
  const document = {
    [`${action}Result`]: xmlValue(result),
    ResponseMetadata: { RequestId: requestId },
  };
  return xmlElement(`${action}Response`, document, namespaceOf('cloudformation'));
}

/** Lists as the Query protocol writes them, in `<member>` elements. */
function xmlValue(value: unknown): XmlValue {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return { member: value.map(xmlValue) };
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, xmlValue(inner)]));
  }
  return String(value).replace(UNWRITABLE, '\ufffd');
}

/** What XML 1.0 has no way to write: a custom resource may put it into its reason. */
// eslint-disable-next-line no-control-regex -- these are what is to be found
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
