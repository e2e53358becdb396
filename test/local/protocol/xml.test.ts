import { xmlElement } from '../../../local/protocol/xml';

test.each([
  ['text, escaped', ['A', '<&>"\r'], '<A>&lt;&amp;&gt;&quot;&#13;</A>'],
  ['numbers and booleans', ['A', { b: 1, c: false }], '<A><b>1</b><c>false</c></A>'],
  ['a list as repeated elements', ['A', { b: ['x', 'y'] }], '<A><b>x</b><b>y</b></A>'],
  ['nothing for undefined', ['A', { b: undefined }], '<A></A>'],
  ['a namespace', ['A', '', 'urn:x'], '<A xmlns="urn:x"></A>'],
])('%s', (_what, [name, value, namespace], expected) => {
  expect(xmlElement(name as string, value as string, namespace as string)).toBe(expected);
});
