export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Picks the form of a language for a number and puts it in for `#`: `2 orders`. */
export function pluralsOf(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count, forms) => {
    const form = forms[rules.select(count)] ?? forms.other
    return form.replace('#', numbers.format(count))
  }
}
