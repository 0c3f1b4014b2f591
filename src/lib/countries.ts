const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** Whether a code (two capitals) is one of ISO 3166-1. */
export function isCountry(code: string): boolean {
  return names.of(code) !== undefined
}
