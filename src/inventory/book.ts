import { noRules, type SalesRules } from './domain/rules/offer.ts'

/** The rules in force, in memory, read anew where something has changed. */
export type RuleBook = {
  /** The rules as they are now; SKUs asked about must be loaded in the SKU book. */
  current(): Promise<SalesRules>
  markStale(): void
}

export function createRuleBook(): RuleBook {
  return { current: () => Promise.resolve(noRules), markStale: () => undefined }
}
