type Control = Element & {
  name?: string;
  value?: unknown;
  type?: string;
  checked?: boolean;
  disabled?: boolean;
  checkValidity?(): boolean;
  reportValidity?(): boolean;
};

/** A page's own controls: their values by name, and those that are not filled in as they should be. */
export interface Controls {
  readonly values: Readonly<Record<string, string | boolean>>;
  readonly wrong: readonly { readonly name: string; reportValidity?(): boolean }[];
}

/**
 * Reads the named controls in these elements, as a form would: of radio buttons the checked one, and nothing that is
 * disabled. A checkbox is true or false, unless it has a value of its own; then it is that, or empty.
 */
export function controlsIn(places: Iterable<Element>): Controls {
  const values: Record<string, string | boolean> = {};
  const wrong: { name: string; reportValidity?(): boolean }[] = [];
  for (const place of places) {
    for (const control of [place, ...place.querySelectorAll('[name]')] as Control[]) {
      const name = control.getAttribute('name');
      if (!name || control.matches(':disabled')) continue;
      if (control.checkValidity?.() === false) wrong.push({ name, reportValidity: () => !!control.reportValidity?.() });
      const value = readValue(control);
      if (value !== undefined) values[name] = value;
      else values[name] ??= '';
    }
  }
  return { values, wrong };
}

/** Undefined for a radio button that is not checked: another of its name may be. */
function readValue(control: Control): string | boolean | undefined {
  const { type, checked, value } = control;
  if (type === 'radio') return checked ? String(value) : undefined;
  if (type === 'checkbox') return control.hasAttribute('value') ? (checked ? String(value) : '') : !!checked;
  return String(value ?? '');
}
