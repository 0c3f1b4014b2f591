import type { HazardWords } from './words-hazards.en.ts'

export const words: HazardWords = {
  '1': 'Explosivstoffe',
  '2.1': 'Entzündbare Gase',
  '2.2': 'Nicht brennbare, ungiftige Gase',
  '2.3': 'Giftige Gase',
  '3': 'Entzündbare Flüssigkeiten',
  '4.1': 'Entzündbare Feststoffe',
  '4.2': 'Selbstentzündliche Stoffe',
  '4.3': 'Mit Wasser entzündbare Stoffe',
  '5.1': 'Entzündend wirkende Stoffe',
  '5.2': 'Organische Peroxide',
  '6.1': 'Giftige Stoffe',
  '6.2': 'Ansteckungsgefährliche Stoffe',
  '7': 'Radioaktive Stoffe',
  '8': 'Ätzende Stoffe',
  '9': 'Andere Gefahren, auch Lithiumbatterien',
}
