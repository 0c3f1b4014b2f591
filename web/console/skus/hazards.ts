import { hazards, type Hazard } from '../../../src/lib/hazard.ts'
import type { Choice } from '../../ui/form/field.tsx'
import type { SkuWords } from './words.en.ts'

/** A class of dangerous goods in words. */
export function hazardText(hazard: Hazard, said: SkuWords): string {
  return said.hazardOf(hazard, said.hazards[hazard])
}

/** All of them, to choose from. */
export function hazardChoices(said: SkuWords): Choice[] {
  return hazards.map((value) => ({ value, label: hazardText(value, said) }))
}
