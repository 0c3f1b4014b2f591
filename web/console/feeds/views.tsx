import { useAddress } from '../../lib/use-address.ts'
import { Chips } from '../../ui/chips.tsx'
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
