import { NARROW, useMatch } from '../../lib/use-match.ts'
import type { Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Menu } from '../../ui/overlay/menu.tsx'
import { useWords } from '../words/index.ts'
import { toggled, valuesOf } from './asked.ts'
import type { OrderRow } from './use-orders.ts'

/** Switches the optional columns on; the address keeps which. */
export function ColumnsMenu(of: {
  columns: readonly Column<OrderRow>[]
  address: Address
  onChange: (changed: Address, replace?: boolean) => void
}) {
  const { shell } = useWords()
  const { columns: kept } = of.address
  const isNarrow = useMatch(NARROW)
  const chosen = valuesOf(kept)
  // Rows on a phone have two lines instead of columns.
  if (isNarrow) return null
  return (
    <Menu
      trigger={<Button icon="columns">{shell.list.columns}</Button>}
      items={of.columns
        .filter(({ isOptional = false }) => isOptional)
        .map(({ id, head }) => ({
          label: head,
          isOn: chosen.includes(id),
          onChoose: () => of.onChange({ columns: toggled(kept, id) }, true),
        }))}
    />
  )
}
