/** Who buys: without an account, with one, or a business. */
export const customerKinds = ['guest', 'registered', 'business'] as const

/** What a channel says of who buys; what is left out is not known. */
export type Customer = {
  kind?: (typeof customerKinds)[number] | undefined
  tags?: readonly string[] | undefined
}
