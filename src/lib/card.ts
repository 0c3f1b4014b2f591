/** American Express, JCB and Diners, Visa, Mastercard, Discover; 22 to 27: Mir, Mastercard. */
const FIRST_DIGITS = /^(?:[3-6]|2[2-7])/

/** Digits, possibly in groups with a blank or hyphen between them. */
const GROUPS = /\d+(?:[ -]\d+)*/g

/**
 * True where a text holds what is a payment card number by length (13 to 19 digits), first digits
 * and check digit: a group of digits or several in a row, whatever other groups stand beside,
 * since an expiry or a security code often follows.
 */
export function holdsCardNumber(text: string): boolean {
  return (text.match(GROUPS) ?? []).some((match) => {
    const groups = match.split(/[ -]/)
    return groups.some((_, first) => beginsCardNumber(groups.slice(first)))
  })
}

function beginsCardNumber(groups: readonly string[]): boolean {
  let digits = ''
  for (const group of groups) {
    digits += group
    if (digits.length > 19) return false
    if (digits.length >= 13 && FIRST_DIGITS.test(digits) && passesLuhn(digits)) return true
  }
  return false
}

/** Luhn's check (ISO/IEC 7812-1): the weighted digit sum is a multiple of ten. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
