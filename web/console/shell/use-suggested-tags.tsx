import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, type ReactNode } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'

const SHOWN = 20

type Of = 'sku' | 'location'
type Suggested = { tag: string; count: number }

/**
 * The tags in use that somebody may mean; of several with commas between them, the last. Give the
 * field `list`, and let `options` stand beside it.
 */
export function useSuggestedTags(of: Of, typed: string): { list: string; options: ReactNode } {
  const list = useId()
  const { skus, locations } = useWords()
  const begun = /[^,\s]*$/.exec(typed)![0]
  const before = typed.slice(0, typed.length - begun.length)
  const has = new Set(before.split(/[,\s]+/))
  const found = useTags(of, useDeferredValue(begun)).filter(({ tag }) => !has.has(tag))
  const says = of === 'sku' ? skus.count : locations.count
  const options = (
    <datalist id={list}>
      {found.map(({ tag, count }) => (
        <option key={tag} value={before + tag}>
          {before === '' ? says(count) : `${tag}: ${says(count)}`}
        </option>
      ))}
    </datalist>
  )
  return { list, options }
}

/** The tags in use, or those of which something begins so; none where they may not be seen. */
export function useTags(of: Of, q: string, limit = SHOWN): readonly Suggested[] {
  const { can } = useSession()
  const topic = of === 'sku' ? 'catalog' : 'network'
  const { data } = useQuery({
    queryKey: [topic, 'tags', q, limit],
    queryFn: async ({ signal }): Promise<Suggested[]> => {
      const about = { params: { query: { limit, ...(q !== '' && { q }) } }, signal }
      if (of === 'sku') {
        const { items } = await answerOf(api.GET('/v1/sku-tags', about))
        return items.map(({ tag, skus }) => ({ tag, count: skus }))
      }
      const { items } = await answerOf(api.GET('/v1/location-tags', about))
      return items.map(({ tag, locations }) => ({ tag, count: locations }))
    },
    enabled: can(`${topic}:read`),
    placeholderData: (shown) => shown,
  })
  return data ?? []
}
