import { allPages } from '../../lib/all-pages.ts'
import { answerOf, api, type Item } from '../../lib/api.ts'

/** The variants of a product that are sold, however many there are. */
export function variantsOf(product: string, signal: AbortSignal): Promise<Item<'/v1/skus'>[]> {
  return allPages((page) => {
    const query = { ...page, product, state: 'active' as const }
    return answerOf(api.GET('/v1/skus', { params: { query }, signal }))
  })
}
