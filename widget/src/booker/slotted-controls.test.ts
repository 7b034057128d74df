import { describe, expect, it } from 'vitest';
import { controlsIn } from './slotted-controls.ts';

interface Fake {
  name?: string;
  type?: string;
  value?: unknown;
  checked?: boolean;
  disabled?: boolean;
  valid?: boolean;
  attributes?: readonly string[];
  children?: readonly Fake[];
}

/** As much of an element as is read. */
const element = ({ name, disabled = false, valid = true, attributes = [], children = [], ...rest }: Fake): Element =>
  ({
    ...rest,
    getAttribute: (wanted: string) => (wanted === 'name' ? (name ?? null) : null),
    hasAttribute: (wanted: string) => attributes.includes(wanted),
    matches: (selector: string) => selector === ':disabled' && disabled,
    querySelectorAll: () => children.map(element),
    checkValidity: () => valid,
  }) as unknown as Element;

const read = (...places: Fake[]) => controlsIn(places.map(element));

describe('the page’s own controls', () => {
  it('are read by name, wherever they stand in what the page put in', () => {
    const { values } = read({ name: 'topic', value: 'Walls' }, { children: [{ name: 'size', value: '12' }] });
    expect(values).toEqual({ topic: 'Walls', size: '12' });
  });

  it('are left out where they have no name or are disabled', () => {
    expect(read({ value: 'lost' }, { name: 'off', value: 'x', disabled: true }).values).toEqual({});
  });

  it('count the checked one of radio buttons, whatever its place', () => {
    const radio = (value: string, checked: boolean): Fake => ({ name: 'floor', type: 'radio', value, checked });
    expect(read({ children: [radio('1', false), radio('2', true), radio('3', false)] }).values).toEqual({ floor: '2' });
    expect(read({ children: [radio('1', false)] }).values).toEqual({ floor: '' });
  });

  it('are true or false as checkboxes, or the value that they have', () => {
    const box = (checked: boolean, attributes: string[] = []): Fake => ({
      name: 'terms',
      type: 'checkbox',
      value: 'yes',
      checked,
      attributes,
    });
    expect(read(box(true)).values).toEqual({ terms: true });
    expect(read(box(false)).values).toEqual({ terms: false });
    expect(read(box(true, ['value'])).values).toEqual({ terms: 'yes' });
    expect(read(box(false, ['value'])).values).toEqual({ terms: '' });
  });

  it('name those that are not filled in as they should be', () => {
    const { wrong } = read({ name: 'topic', value: '', valid: false }, { name: 'size', value: '1' });
    expect(wrong.map(({ name }) => name)).toEqual(['topic']);
  });
});
