import { describe, expect, it } from 'vitest';
import { fieldSelector, POD_FIELDS } from '../../src/objects/field-selector.js';
import { labelSelector, SelectorError } from '../../src/objects/label-selector.js';

const WEB = { app: 'web', tier: 'front', weight: '5', 'example.com/owner': 'a' };

describe('a label selector', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app = web , tier = front', true],
    ['app=web,tier=back', false],
    ['app!=web', false],
    ['missing!=x', true],
    ['app in (web,api)', true],
    ['app in (api)', false],
    ['app notin (api, db)', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['app in (web,api),tier in (front)', true],
    ['example.com/owner', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['weight>4', true],
    ['weight > 5', false],
    ['weight<6', true],
    ['missing<6', false],
    ['app>3', false],
    ['app=', false],
  ])('%s: %s', (text, expected) => {
    expect(labelSelector(text)(WEB)).toBe(expected);
  });

  it.each(['app web', 'app in web', 'app in (web', 'a b=c', '=x', 'app=we/b', ',', 'weight>x'])(
    '%s is none',
    (text) => {
      expect(() => labelSelector(text)).toThrow(SelectorError);
    },
  );
});

describe('a field selector', () => {
  const pod = { metadata: { name: 'web-0' }, spec: { containers: [], nodeName: 'n1' }, status: { phase: 'Running' } };

  it.each([
    ['status.phase=Running', true],
    ['status.phase!=Running', false],
    ['status.phase==Running,spec.nodeName=n1', true],
    ['metadata.name=web-1', false],
    ['status.nominatedNodeName=', true],
    ['spec.hostNetwork=false', true],
    ['', true],
  ])('%s: %s', (text, expected) => {
    expect(fieldSelector(text, POD_FIELDS)(pod)).toBe(expected);
  });

  it('speaks of a field it does not know as the API server does', () => {
    expect(() => fieldSelector('spec.foo=x', POD_FIELDS)).toThrow('field label not supported: spec.foo');
    expect(() => fieldSelector('foo', POD_FIELDS)).toThrow("invalid selector: 'foo'; can't understand 'foo'");
    expect(() => fieldSelector('constructor=x', POD_FIELDS)).toThrow(SelectorError);
  });
});
