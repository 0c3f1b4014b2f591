/**
 * The locale to write numbers and dates in: the first that the browser offers for `language`, so
 * that an American sees American dates, else the language by itself (English: British). A browser
 * may offer what is no locale (`en-US@posix`, of a Linux without one), which Intl throws at.
 */
export function localeOf(language: string, offered: readonly string[]): string {
  const own = offered.find((tag) => languageOf(tag) === language)
  return own ?? (language === 'en' ? 'en-GB' : language)
}

function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return undefined
  }
}
