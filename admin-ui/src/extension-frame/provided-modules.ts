/*
 * Components import React and the SDK by name. An import map leads each name to a small module that exports, one by one, the
 * members of the object that this frame holds: one React for all, and nothing is fetched.
 */

/** What the symbol is called by which the small modules find the objects. */
const PROVIDED = 'ticketbase.provided';

/** Makes `import … from name` give the members of each object. Must run before the first module is loaded. */
export function provideModules(modules: Readonly<Record<string, object>>): void {
  Object.defineProperty(globalThis, Symbol.for(PROVIDED), { value: modules });
  const imports = Object.fromEntries(
    Object.entries(modules).map(([name, members]) => [name, moduleUrl(sourceOf(name, members))]),
  );
  const map = document.createElement('script');
  map.type = 'importmap';
  map.textContent = JSON.stringify({ imports });
  document.head.append(map);
}

/** A module of its own with this text. */
export const moduleUrl = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

function sourceOf(name: string, members: object): string {
  const names = Object.keys(members).filter(key => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key));
  return [
    `const provided = globalThis[Symbol.for(${JSON.stringify(PROVIDED)})][${JSON.stringify(name)}];`,
    'export default provided;',
    ...names.map(key => `export const ${key} = provided.${key};`),
  ].join('\n');
}
