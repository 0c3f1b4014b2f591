import { useMemo } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { Chips } from '../../ui/chips.tsx'
import { Screen } from '../../ui/screen.tsx'
import { useWords } from '../words/index.ts'
import { askedOf, countOf, sortFrom, viewOf, views, type Count } from './asked.ts'
import { Bar } from './bar.tsx'
import { columnsOf, shownColumns } from './columns.tsx'
import { ColumnsMenu } from './columns-menu.tsx'
import { OrderGrid } from './order-grid.tsx'
import { SavedViews } from './saved-views.tsx'
import { useCounts } from './use-counts.ts'
import { useNames } from './use-names.ts'
import css from './orders.module.css'

/** All orders, filtered, sorted and searched by the server; the list follows what happens. */
export function Orders() {
  const words = useWords()
  const [address, change] = useAddress()
  const names = useNames()
  const { orders } = words
  // The address holds more than what is asked for: what is open asks for nothing anew.
  const text = JSON.stringify(askedOf(address))
  const asked = useMemo(() => JSON.parse(text) as ReturnType<typeof askedOf>, [text])
  const sort = sortFrom(address['sort'])
  const counts = useCounts(asked)
  const view = viewOf(address['state'])
  const columns = useMemo(() => columnsOf(words, names), [words, names])
  const shown = useMemo(() => shownColumns(columns, address['columns']), [columns, address])
  const total = view ? countOf(counts.data, view) : undefined
  return (
    <Screen
      title={orders.title}
      count={useCountText(total)}
      tools={<Views address={address} counts={counts} onChange={change} />}
      bar={
        <>
          <Bar address={address} names={names} onChange={change} />
          <div className={css['end']}>
            <SavedViews address={address} onChoose={change} />
            <ColumnsMenu columns={columns} address={address} onChange={change} />
          </div>
        </>
      }
    >
      <OrderGrid
        key={`${text} ${sort}`}
        asked={asked}
        sort={sort}
        columns={shown}
        names={names}
        address={address}
        onChange={change}
        total={total?.count}
      />
    </Screen>
  )
}

/** Exactly, or `10,000+`. */
function useCountText(count: Count | undefined): string | undefined {
  const { shell } = useWords()
  const { formats } = useSession()
  if (!count) return undefined
  const text = formats.number(count.count)
  return count.isCapped ? shell.list.atLeast(text) : text
}

function Views(of: {
  address: Address
  counts: ReturnType<typeof useCounts>
  onChange: (changed: Address) => void
}) {
  const { orders, shell } = useWords()
  const { formats } = useSession()
  const chips = views.map((view) => {
    const count = countOf(of.counts.data, view)
    const text = count && formats.number(count.count)
    return {
      id: view.id,
      label: orders.views[view.id],
      count: count?.isCapped ? shell.list.atLeast(text!) : text,
    }
  })
  return (
    <Chips
      label={shell.list.views}
      chips={chips}
      chosen={viewOf(of.address['state'])?.id}
      onChoose={(id) => {
        const states = views.find((view) => view.id === id)!.states.join(',')
        of.onChange({ state: states || undefined, open: undefined })
      }}
    />
  )
}
