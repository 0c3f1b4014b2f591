import { useQueries } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { askedOf, valuesOf, viewOf, type Asked } from './asked.ts'
import { inForce } from './filters.ts'
import type { Names } from './use-names.ts'
import css from './orders.module.css'

type Props = {
  asked: Asked
  address: Address
  names: Names
  onChange: (changed: Address) => void
}

/** Nothing matches: which filter empties the list, and how much there is without it. */
export function NoOrders({ asked, address, names, onChange }: Props) {
  const words = useWords()
  const { formats } = useSession()
  const { orders, shell } = words
  const filters = inForce(address, stateText(address['state'], words.orders), {
    words,
    names,
    formats,
  })
  const without = useQueries({
    queries: filters.map(({ id }) => {
      const query = askedOf({ ...address, [id]: undefined })
      return {
        queryKey: ['orders', 'counts', query],
        queryFn: () => answerOf(api.GET('/v1/orders/counts', { params: { query } })),
      }
    }),
  })
  if (Object.keys(asked).length === 0) {
    return (
      <Empty
        icon="package"
        title={orders.empty.title}
        says={orders.empty.says}
        next={<a href="/reference">{orders.empty.next}</a>}
      />
    )
  }
  const ways = filters.flatMap((filter, index) => {
    const total = without[index]?.data?.total
    return filters.length > 1 && total && total.count > 0 ? [{ ...filter, total }] : []
  })
  const clear = Object.fromEntries(filters.map(({ id }) => [id, undefined]))
  return (
    <Empty
      icon="search"
      title={orders.empty.none}
      says={ways.length > 0 ? orders.empty.tryThis : undefined}
      next={
        <div className={css['without']}>
          {ways.map(({ id, name, value, total }) => {
            const number = formats.number(total.count)
            const count = total.isCapped ? shell.list.atLeast(number) : number
            return (
              <Button key={id} onClick={() => onChange({ [id]: undefined })}>
                {orders.empty.without(name, value, count)}
              </Button>
            )
          })}
          <Button onClick={() => onChange(clear)}>{shell.list.clear}</Button>
        </div>
      }
    />
  )
}

/** The states of the address in words: the name of the view, or of each. */
function stateText(
  state: string | undefined,
  { views, states, filters }: ReturnType<typeof useWords>['orders'],
): string | undefined {
  if (!state) return undefined
  const view = viewOf(state)
  if (view) return views[view.id]
  return filters.or(valuesOf(state).map((one) => states[one as keyof typeof states] ?? one))
}
