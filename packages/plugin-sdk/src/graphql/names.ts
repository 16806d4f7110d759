const words = (text: string) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** `create-payment-reference` → `CreatePaymentReference`. */
export const pascalCase = (text: string) => words(text).map(capitalize).join('');

/** `create-payment-reference` → `createPaymentReference`. */
export function camelCase(text: string) {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `bank-transfer` → `BANK_TRANSFER`. */
export const screamingCase = (text: string) => words(text).join('_').toUpperCase();

/** `create-payment-reference` → `create payment reference`. */
export const plainWords = (text: string) => words(text).join(' ').toLowerCase();

/** Whether this may name a type, field or enum value: GraphQL keeps names that begin with `__` for itself. */
export const isGraphQLName = (name: string) => /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/.test(name);

/** Hands out names once each: a second `Foo` becomes `Foo_2`. */
export class NameRegistry {
  private readonly taken: Set<string>;
  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  claim(wanted: string): string {
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}_${n}`;
    this.taken.add(name);
    return name;
  }
}
