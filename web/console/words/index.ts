import { createContext, useContext } from 'react'
import type { words as english } from './en.ts'

/**
 * All that the console says. English is written first; another language has the same shape, or it
 * does not compile. Texts with numbers or names in them are functions, so that a language can put
 * them where they belong and take its own plural forms.
 */
export type Words = typeof english

export const languages = [
  { id: 'en', name: 'English', direction: 'ltr' },
  { id: 'de', name: 'Deutsch', direction: 'ltr' },
  { id: 'ar', name: 'العربية', direction: 'rtl' },
] as const

export type Language = (typeof languages)[number]['id']

const loads: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
}

/** Only the language that is read is loaded. */
export async function loadWords(language: Language): Promise<Words> {
  return (await loads[language]()).words
}

export const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('outside of a language')
  return words
}
