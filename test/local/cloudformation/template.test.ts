import { LIMITS, parseTemplate } from '../../../local/cloudformation/template';
import { custom, Fixture } from './fixture';

const many = (count: number, make: (index: number) => unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, make(index)]));
const wait = { Type: 'Custom::Thing' };
const text = (template: unknown): string => JSON.stringify(template);

test.each<[string, string, string | RegExp]>([
  ['no JSON', '{ "Resources": ', /^Template format error: JSON not well-formed\. \(/],
  [
    'no YAML',
    'Resources:\n  - a\n b: [',
    /^Template format error: YAML not well-formed\. \(line \d+, column \d+\)$/,
  ],
  ['no map', '[]', 'Template format error: unsupported structure.'],
  [
    'a section that does not exist',
    text({ Resources: { A: wait }, Ressources: {} }),
    'Invalid template property or properties [Ressources]',
  ],
  ['no resource', text({}), 'Template format error: At least one Resources member must be defined.'],
  [
    'a resource without a type',
    text({ Resources: { A: {} } }),
    'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
  ],
  [
    'a resource that is no map',
    text({ Resources: { A: 'x' } }),
    'Template format error: [/Resources/A] resource definition is malformed',
  ],
  [
    'a name with other characters',
    text({ Resources: { 'A-B': wait } }),
    'Template format error: Resource name {A-B} is non alphanumeric.',
  ],
  [
    'an attribute that does not exist',
    text({ Resources: { A: { ...wait, Propertys: {} } } }),
    "Invalid template resource property 'Propertys'",
  ],
  [
    'properties that are no map',
    text({ Resources: { A: { ...wait, Properties: [] } } }),
    'Properties validation failed for resource A: Properties must be a map',
  ],
  [
    'a policy that does not exist',
    text({ Resources: { A: { ...wait, DeletionPolicy: 'Keep' } } }),
    'Template format error: Unrecognized DeletionPolicy "Keep" for resource \'A\'',
  ],
  [
    'a null',
    text({ Resources: { A: { ...wait, Properties: { B: [null] } } } }),
    "Template format error: [/Resources/A/Properties/B/0] 'null' values are not allowed in templates",
  ],
  [
    'a transform',
    text({ Transform: 'AWS::Serverless-2016-10-31', Resources: { A: wait } }),
    /^No transform named "AWS::Serverless-2016-10-31" found/,
  ],
  [
    '501 resources',
    text({ Resources: many(501, () => wait) }),
    'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
  ],
  [
    '201 outputs',
    text({ Resources: { A: wait }, Outputs: many(201, () => ({ Value: 'x' })) }),
    'Template format error: Number of outputs, 201, is greater than maximum allowed, 200',
  ],
  [
    'an output without a value',
    text({ Resources: { A: wait }, Outputs: { O: {} } }),
    'Template format error: Output O must have a Value member.',
  ],
  [
    'a parameter without a type',
    text({ Resources: { A: wait }, Parameters: { P: {} } }),
    'Template format error: Every Parameters object must contain a Type member. (P)',
  ],
])('%s is refused', (_, template, message) => {
  expect(() => parseTemplate(template)).toThrow(expect.objectContaining({ name: 'ValidationError' }));
  expect(() => parseTemplate(template)).toThrow(message);
});

test('500 resources and 200 outputs are fine', () => {
  const template = { Resources: many(500, () => wait), Outputs: many(200, () => ({ Value: 'x' })) };
  expect(Object.keys(parseTemplate(text(template)).resources)).toHaveLength(500);
});

describe('size', () => {
  const padded = (bytes: number): string => {
    const empty = text({ Description: '', Resources: { A: custom() } });
    return text({ Description: 'x'.repeat(bytes - empty.length), Resources: { A: custom() } });
  };

  test.each([
    [LIMITS.bodyBytes, undefined],
    [LIMITS.bodyBytes + 1, /Value at 'templateBody' failed .* less than or equal to 51200/],
  ])('a body of %d bytes', async (bytes, error) => {
    const call = new Fixture().call('CreateStack', { StackName: 'Test', TemplateBody: padded(bytes) });
    await (error === undefined ? expect(call).resolves.toBeDefined() : expect(call).rejects.toThrow(error));
  });

  test.each([
    [LIMITS.urlBytes, undefined],
    [LIMITS.urlBytes + 1, 'Template may not exceed 1000000 bytes in size.'],
  ])('an object of %d bytes', async (bytes, error) => {
    const fixture = new Fixture({ objects: { 'assets/t.json': padded(bytes) } });
    const TemplateURL = 'http://127.0.0.1:4566/assets/t.json';
    const call = fixture.call('CreateStack', { StackName: 'Test', TemplateURL });
    await (error === undefined ? expect(call).resolves.toBeDefined() : expect(call).rejects.toThrow(error));
  });
});

test.each([
  'http://127.0.0.1:4566/assets/folder/t%20x.json',
  'https://s3.eu-central-1.amazonaws.com/assets/folder/t%20x.json',
  'https://assets.s3.eu-central-1.amazonaws.com/folder/t%20x.json',
])('a template is read from %s', async (TemplateURL) => {
  const fixture = new Fixture({
    objects: { 'assets/folder/t x.json': text({ Resources: { A: custom() } }) },
  });
  await fixture.call('CreateStack', { StackName: 'Test', TemplateURL });
  await fixture.service.idle();
  expect(fixture.service.stack('Test')!.status).toBe('CREATE_COMPLETE');
});

test('an object that is not there is refused by name', async () => {
  const call = new Fixture().call('CreateStack', {
    StackName: 'Test',
    TemplateURL: 'http://127.0.0.1:4566/a/b',
  });
  await expect(call).rejects.toThrow('S3 error: The specified key does not exist. (a/b)');
});

test('YAML, with the short forms of functions', () => {
  const { resources } = parseTemplate(`
AWSTemplateFormatVersion: 2010-09-09
Resources:
  A:
    Type: Custom::Thing
    Properties:
      Ref: !Ref B
      Attribute: !GetAtt B.Some.Arn
      List: !GetAtt [B, Arn]
      Sub: !Sub 'x-\${AWS::Region}'
      Both: !Sub ['\${V}', { V: !Ref B }]
      Join: !Join ['-', [a, !Select [0, !Split [',', 'x,y']]]]
      If: !If [C, !Ref 'AWS::NoValue', 1]
      Long: { 'Fn::Base64': text }
`);
  expect(resources['A']!.Properties).toEqual({
    Ref: { Ref: 'B' },
    Attribute: { 'Fn::GetAtt': ['B', 'Some.Arn'] },
    List: { 'Fn::GetAtt': ['B', 'Arn'] },
    Sub: { 'Fn::Sub': 'x-${AWS::Region}' },
    Both: { 'Fn::Sub': ['${V}', { V: { Ref: 'B' } }] },
    Join: { 'Fn::Join': ['-', ['a', { 'Fn::Select': [0, { 'Fn::Split': [',', 'x,y'] }] }]] },
    If: { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, 1] },
    Long: { 'Fn::Base64': 'text' },
  });
});
