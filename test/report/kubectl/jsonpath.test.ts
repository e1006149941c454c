import { describe, expect, it } from 'vitest';
import { jsonPathText } from '../../../src/report/kubectl/jsonpath.js';
import { JsonPathError, parseJsonPath } from '../../../src/report/kubectl/jsonpath-template.js';

/** The object of https://kubernetes.io/docs/reference/kubectl/jsonpath/, on which the examples below are documented. */
const DOCUMENTED = {
  kind: 'List',
  items: [
    {
      kind: 'None',
      metadata: { name: '127.0.0.1', labels: { 'kubernetes.io/hostname': '127.0.0.1' } },
      status: { capacity: { cpu: '4' }, addresses: [{ type: 'LegacyHostIP', address: '127.0.0.1' }] },
    },
    {
      kind: 'None',
      metadata: { name: '127.0.0.2' },
      status: {
        capacity: { cpu: '8' },
        addresses: [
          { type: 'LegacyHostIP', address: '127.0.0.2' },
          { type: 'another', address: '127.0.0.3' },
        ],
      },
    },
  ],
  users: [
    { name: 'myself', user: {} },
    { name: 'e2e', user: { username: 'admin', password: 'secret' } },
  ],
};

/** The object of client-go's own tests. */
const STORE = {
  Name: 'jsonpath',
  Book: [
    { Category: 'reference', Author: 'Nigel Rees', Title: 'Sayings of the Century', Price: 8.95 },
    { Category: 'fiction', Author: 'Evelyn Waugh', Title: 'Sword of Honour', Price: 12.99 },
  ],
  Bicycle: [
    { Color: 'red', Price: 19.95, IsNew: true },
    { Color: 'green', Price: 20.01, IsNew: false },
  ],
  Labels: { engieer: 10, 'web/html': 15, 'k8s-app': 20 },
  Employees: { jason: 'manager', 'dan.d': 'clerk' },
  points: Array.from({ length: 6 }, (_, at) => ({ id: `i${at}`, x: at, y: -at })),
};

const text = (template: string, object: unknown): string => jsonPathText(parseJsonPath(template), object, 'text');

describe('a template', () => {
  it.each([
    ['{.kind}', 'List'],
    ["{['kind']}", 'List'],
    ["the object is {$.kind}, it's {@.kind}", "the object is List, it's List"],
    ['{..name}', '127.0.0.1 127.0.0.2 myself e2e'],
    ['{.items[*].metadata.name}', '127.0.0.1 127.0.0.2'],
    ['{.users[0].name}', 'myself'],
    ['{.users[-1].name}', 'e2e'],
    ['{.users[-2:].name}', 'myself e2e'],
    ["{.items[*]['metadata.name', 'status.capacity']}", '127.0.0.1 127.0.0.2 {"cpu":"4"} {"cpu":"8"}'],
    ['{.users[?(@.name=="e2e")].user.password}', 'secret'],
    [
      '{range .items[*]}[{.metadata.name}, {.status.capacity}] {end}',
      '[127.0.0.1, {"cpu":"4"}] [127.0.0.2, {"cpu":"8"}] ',
    ],
    [`{range .items[*]}{.metadata.name}{"\\t"}{end}`, '127.0.0.1\t127.0.0.2\t'],
    [`{range .items[*]}{.metadata.name}{'\\n'}{end}`, '127.0.0.1\n127.0.0.2\n'],
    ['{.items[0].metadata.labels.kubernetes\\.io/hostname}', '127.0.0.1'],
    ["{.items[0].metadata.labels['kubernetes\\.io/hostname']}", '127.0.0.1'],
    ['{.items[?(@.metadata.labels)].metadata.name}', '127.0.0.1'],
    ['{.items[*].status.addresses[?(@.type=="another")].address}', '127.0.0.3'],
    [
      '{range .items[*]}{.metadata.name}: {range .status.addresses[*]}<{.address}>{end}; {end}end',
      '127.0.0.1: <127.0.0.1>; 127.0.0.2: <127.0.0.2><127.0.0.3>; end',
    ],
    ['{.nobody}', ''],
    ['{.items[*].nobody.at.all}', ''],
    ['{range .nobody[*]}{.a}{end}.', '.'],
    ['no braces', 'no braces'],
    ['{.users[0].user}', '{}'],
  ])('%s', (template, expected) => {
    expect(text(template, DOCUMENTED)).toBe(expected);
  });

  it.each([
    ['hello {.Name}', 'hello jsonpath'],
    ['{.Book[*].Author}', 'Nigel Rees Evelyn Waugh'],
    ['{.Book[0:1].Author}', 'Nigel Rees'],
    ['{.Book[::2].Author}', 'Nigel Rees'],
    ['{.Book[?(@.Price > 10)].Title}', 'Sword of Honour'],
    ['{.Book[?(@.Price<=8.95)].Title}', 'Sayings of the Century'],
    ['{.Bicycle[?(@.IsNew==true)].Color}', 'red'],
    ['{.Bicycle[?(@.Color!="red")].Price}', '20.01'],
    ["{.Bicycle[?(@.Color=='red')].Price}", '19.95'],
    ['{.Labels.web/html}', '15'],
    ['{.Labels.k8s-app}', '20'],
    ['{.Employees.jason}', 'manager'],
    ['{.Employees.dan\\.d}', 'clerk'],
    ['{.Labels.*}', '10 15 20'],
    ['{.points[1,2,3].id}', 'i1 i2 i3'],
    ['{.points[-2:].id}', 'i4 i5'],
    ['{.points[0:6:2].id}', 'i0 i2 i4'],
    ['{.points[?(@.x<3)].id}', 'i0 i1 i2'],
    ['{.points[?(@.y==-4)].id}', 'i4'],
    ['{true}{1}{"a\\"b"}', 'true1a"b'],
  ])('%s, as in client-go', (template, expected) => {
    expect(text(template, STORE)).toBe(expected);
  });

  it('writes objects as Go does', () => {
    expect(text('{.a}', { a: { b: '<&>' } })).toBe('{"b":"\\u003c\\u0026\\u003e"}');
  });

  it('makes JSON lists of what each path finds', () => {
    const parts = parseJsonPath('{.users[*].name}');
    expect(jsonPathText(parts, DOCUMENTED, 'json')).toBe('[\n    "myself",\n    "e2e"\n]\n');
  });

  it.each([
    ['{.a', 'unclosed action'],
    ['{.a[0}', 'unterminated array'],
    ['{.a[b]}', 'invalid array index b'],
    ['{.a[]}', 'invalid array index '],
    ['{"a}', 'unterminated quoted string'],
    ['{.a[?(@.b=="c")}', 'unclosed array expect ]'],
    ['{.a[?(@.b=="c]}', 'unterminated filter'],
    ['{end}', 'not in range, nothing to end'],
    ['{each .a}', 'unrecognized identifier each'],
    ['{*}', "unrecognized character in action: '*'"],
    ['{.a{.b}}', "unrecognized character in action: '{'"],
  ])('%s is refused', (template, message) => {
    expect(() => parseJsonPath(template)).toThrow(new JsonPathError(message));
  });

  it.each([
    ['{.points[9].id}', 'array index out of bounds: index 9, length 6'],
    ['{.points[-7].id}', 'array index out of bounds: index -1, length 6'],
    ['{.points[0:7].id}', 'array index out of bounds: index 6, length 6'],
    ['{.points[3:2].id}', 'starting index 3 is greater than ending index 2'],
    ['{.points[0:2:0].id}', 'step must be > 0'],
    ['{.Labels[*]}', 'an object is not array or slice'],
    ['{.Labels[?(@.a)]}', 'an object is not array or slice and cannot be filtered'],
    ['{.points[?(@.x=="1")].id}', 'incompatible types for comparison: a number and a string'],
    ['{.points[?(@.x=<1)].id}', 'unrecognized filter operator =<'],
  ])('%s does not fit', (template, message) => {
    expect(() => text(template, STORE)).toThrow(new JsonPathError(message));
  });

  it.each([
    ['values', '{..*..*..*..*..*..*}'],
    ['values', '{range ..*..*..*}{range ..*..*..*}{.a}{end}{end}'],
    ['values', `{${"['a','a']".repeat(25)}}`],
    ['characters', `{range ..*..*..*}{"${'x'.repeat(50_000)}"}{end}`],
  ])('is given up when it multiplies %s', (what, template) => {
    const round: Record<string, unknown> = {};
    round['a'] = round;
    const nested = Array.from({ length: 30 }).reduce<unknown>((inside) => ({ a: inside, b: [1] }), 1);
    expect(() => text(template, template.includes(',') ? round : nested)).toThrow(
      new RegExp(`^it (looks at|prints) more than [0-9 ]+ ${what}; name a field in place of a \\.\\. or \\*$`),
    );
  });

  it('is given up as JSON too', () => {
    const parts = parseJsonPath('{..*..*}');
    const long = Array.from({ length: 40 }).reduce<unknown>((inside) => ({ a: inside }), 'x'.repeat(1_000_000));
    expect(() => jsonPathText(parts, long, 'json')).toThrow('it prints more than 100 000 000 characters');
  });
});
