import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
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

/** To where stock is uploaded as a file, for who may: of one place, if one is looked at. */
export function UploadButton({ location }: { location: string | undefined }) {
  const { feeds: said } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  if (!can('stock:write')) return null
  const search = location === undefined ? {} : { location }
  return (
    <Button icon="arrowUp" onClick={() => void navigate({ to: '/feeds/upload', search })}>
      {said.upload.open}
    </Button>
  )
}
