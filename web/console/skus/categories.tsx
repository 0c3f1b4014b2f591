import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import css from './skus.module.css'

const MOST = 200

export function useCategories() {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['catalog', 'categories'],
    queryFn: ({ signal }) => {
      const query = { limit: MOST }
      return answerOf(api.GET('/v1/sku-categories', { params: { query }, signal }))
    },
    enabled: can('catalog:read'),
  })
  return data?.items ?? []
}

/** One category or all; each with how many SKUs are in it. */
export function CategorySelect(of: {
  value: string | undefined
  onChoose: (category: string | undefined) => void
}) {
  const { skus: said } = useWords()
  const { formats } = useSession()
  const categories = useCategories()
  if (categories.length === 0) return null
  return (
    <select
      className={css['select']}
      aria-label={said.category}
      value={of.value ?? ''}
      onChange={(event) => of.onChoose(event.currentTarget.value || undefined)}
    >
      <option value="">{said.allCategories}</option>
      {categories.map(({ category, skus }) => (
        <option key={category} value={category}>
          {`${category} (${formats.number(skus)})`}
        </option>
      ))}
    </select>
  )
}
