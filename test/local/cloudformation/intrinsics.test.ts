import { NO_VALUE, resolve, type Scope } from '../../../local/cloudformation/intrinsics';

const refs: Record<string, unknown> = {
  Name: 'mary',
  Count: 3,
  List: ['a', 'b'],
  'AWS::Region': 'eu-central-1',
  'AWS::NoValue': NO_VALUE,
};
const scope: Scope = {
  mappings: { Map: { top: { second: 'found', list: ['x', 'y'] } } },
  region: 'eu-central-1',
  ref: (name) => refs[name],
  getAtt: (id, attribute) => `${id}/${attribute}`,
  importValue: (name) => `import:${name}`,
  condition: (name) => name === 'Yes',
};

test.each<[unknown, unknown]>([
  ['plain', 'plain'],
  [{ a: [1, true, { b: 'c' }] }, { a: [1, true, { b: 'c' }] }],
  [{ Ref: 'Name' }, 'mary'],
  [
    { Ref: 'Name', Other: 1 },
    { Ref: 'Name', Other: 1 },
  ],
  [{ 'Fn::GetAtt': ['A', 'Arn'] }, 'A/Arn'],
  [{ 'Fn::GetAtt': 'A.Outputs.Arn' }, 'A/Outputs.Arn'],
  [{ 'Fn::GetAtt': ['A', { Ref: 'Name' }] }, 'A/mary'],
  [
    { 'Fn::Sub': 'x-${Name}-${AWS::Region}-${A.Arn}-${!Literal}-${Count}' },
    'x-mary-eu-central-1-A/Arn-${Literal}-3',
  ],
  [{ 'Fn::Sub': ['${Own}/${Name}', { Own: { Ref: 'Count' } }] }, '3/mary'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Name' }, 1, { Ref: 'AWS::NoValue' }]] }, 'a-mary-1'],
  [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [{ 'Fn::Select': ['0', { Ref: 'List' }] }, 'a'],
  [{ 'Fn::Split': ['/', { 'Fn::GetAtt': ['A', 'Arn'] }] }, ['A', 'Arn']],
  [{ 'Fn::If': ['Yes', 1, 2] }, 1],
  [{ 'Fn::If': ['No', 1, { Ref: 'Name' }] }, 'mary'],
  [{ keep: 1, drop: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, { keep: 1 }],
  [
    ['a', { Ref: 'AWS::NoValue' }, 'b'],
    ['a', 'b'],
  ],
  [{ 'Fn::FindInMap': ['Map', 'top', 'second'] }, 'found'],
  [{ 'Fn::FindInMap': ['Map', 'top', 'none', { DefaultValue: { Ref: 'Name' } }] }, 'mary'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': '${Name}-id' } }, 'import:mary-id'],
  [{ 'Fn::Base64': 'text' }, 'dGV4dA=='],
  [{ 'Fn::GetAZs': '' }, ['eu-central-1a', 'eu-central-1b', 'eu-central-1c']],
  [{ 'Fn::GetAZs': { Ref: 'AWS::Region' } }, ['eu-central-1a', 'eu-central-1b', 'eu-central-1c']],
  [{ 'Fn::Length': { Ref: 'List' } }, 2],
  [{ 'Fn::ToJsonString': { a: { Ref: 'Count' } } }, '{"a":3}'],
])('%j is %j', (value, expected) => {
  expect(resolve(value, scope)).toEqual(expected);
});

test.each<[unknown, string | RegExp]>([
  [
    { 'Fn::Nope': 1 },
    /Encountered unsupported function: Fn::Nope Supported functions are: \[Ref, Fn::Base64/,
  ],
  [{ 'Fn::Sub': 'a', Other: 1 }, 'Fn::Sub must be the only key of its object, found [Fn::Sub, Other]'],
  [{ 'Fn::Select': [2, ['a', 'b']] }, 'Fn::Select cannot select nonexistent value at index 2'],
  [{ 'Fn::Select': [0, 'a'] }, 'Fn::Select cannot select nonexistent value at index 0'],
  [{ 'Fn::Join': ['-'] }, 'every Fn::Join object requires a list of 2 elements'],
  [{ 'Fn::Join': ['-', 'text'] }, 'Fn::Join needs a list'],
  [{ 'Fn::Join': ['-', [{ a: 1 }]] }, 'Fn::Join needs strings, found object'],
  [{ 'Fn::Join': [1, []] }, 'Fn::Join needs a string'],
  [{ 'Fn::If': ['Yes', 1] }, 'every Fn::If object requires a list of 3 elements'],
  [{ 'Fn::GetAtt': 'A' }, 'every Fn::GetAtt object requires two non-empty parameters'],
  [{ 'Fn::Sub': [1, {}] }, "Fn::Sub intrinsic functions don't specify expected arguments"],
  [{ 'Fn::FindInMap': ['Map', 'top', 'none'] }, 'Unable to get mapping for Map::top::none'],
  [{ 'Fn::FindInMap': ['None', 'top', 'second'] }, "Mapping named 'None' is not present"],
  [{ 'Fn::Length': 'text' }, 'Fn::Length needs a list'],
])('%j is refused', (value, message) => {
  expect(() => resolve(value, scope)).toThrow(message);
});
