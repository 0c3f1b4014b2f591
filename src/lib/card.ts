/** Thirteen to nineteen digits, as on payment cards, possibly grouped by blanks or hyphens. */
const LONG_NUMBER = /(?<![\d])[3-6]\d(?:[ -]?\d){11,17}(?![\d])/g

/** True where a text holds what is a payment card number by length, first digit and check digit. */
export function holdsCardNumber(text: string): boolean {
  const found = text.match(LONG_NUMBER) ?? []
  return found.some((match) => passesLuhn(match.replaceAll(/\D/g, '')))
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
