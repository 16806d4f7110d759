interface Place {
  readonly name: string;
  readonly address?: string | null;
  readonly city?: string | null;
  readonly country?: string | null;
}

/** A place on one line, the country by its name. */
export function placeLine({ name, address, city, country }: Place, locale?: string): string {
  return [name, address, city, country && countryName(country, locale)].filter(Boolean).join(', ');
}

function countryName(code: string, locale?: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
