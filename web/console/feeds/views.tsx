import { useAddress } from '../../lib/use-address.ts'
import { Chips } from '../../ui/chips.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'

const VIEWS = ['watches', 'received'] as const

export function Views({ chosen }: { chosen: (typeof VIEWS)[number] }) {
  const { feeds: said } = useWords()
  const [, change] = useAddress()
  return (
    <Chips
      label={said.viewsLabel}
      chips={VIEWS.map((id) => ({ id, label: said.views[id] }))}
      chosen={chosen}
      onChoose={(id) => change({ view: id === 'watches' ? undefined : id, open: undefined })}
    />
  )
}

/** One location or all, in the address: it stays from view to view. */
export function PlaceFilter() {
  const { feeds: said } = useWords()
  const { choices } = usePlaces()
  const [address, change] = useAddress()
  if (choices.length === 0) return null
  return (
    <SearchSelect
      isShort
      label={said.place}
      searchLabel={said.findPlace}
      none={said.noPlace}
      choices={[{ value: '', label: said.anyPlace }, ...choices]}
      value={address['location'] ?? ''}
      onChoose={(code) => change({ location: code || undefined, open: undefined })}
    />
  )
}
