import type { Address } from '../../lib/use-address.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Button } from '../../ui/button.tsx'
import { SearchField, Token } from '../../ui/chips.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { useTags } from '../shell/use-suggested-tags.tsx'
import { useWords } from '../words/index.ts'
import { useGroups } from './use-choices.ts'

type Props = {
  address: Address
  change: (changed: Address, replace?: boolean) => void
}

const MOST_TAGS = 200

/** What narrows the list down: words, a kind, a group, a tag. */
export function Filters({ address, change }: Props) {
  const { locations: said } = useWords()
  const groups = useGroups()
  const tags = useTagChoices(address['tag'])
  const [text, setText] = useTyped(address['q'] ?? '', (q) => {
    change({ q: q === '' ? undefined : q, open: undefined }, true)
  })
  const named = groups.map(({ code, name }) => [code, name] as const)
  return (
    <>
      <SearchField label={said.search} value={text} onChange={setText} />
      <OneOf {...{ address, change }} field="kind" choices={Object.entries(said.kinds)} />
      <OneOf {...{ address, change }} field="group" choices={named} />
      <OneOf {...{ address, change }} field="tag" choices={tags} />
    </>
  )
}

/** Those in use, and the one that is chosen. */
function useTagChoices(chosen: string | undefined): Choices {
  const tags = new Set(useTags('location', '', MOST_TAGS).map(({ tag }) => tag))
  if (chosen !== undefined) tags.add(chosen)
  return [...tags].toSorted().map((tag) => [tag, tag] as const)
}

type Choices = readonly (readonly [value: string, label: string])[]

/** One value to filter by, or none; nothing where there is nothing to choose. */
function OneOf(
  of: Pick<Props, 'address' | 'change'> & { field: 'kind' | 'group' | 'tag'; choices: Choices },
) {
  const { locations: said, shell } = useWords()
  const { address, change, field, choices } = of
  if (choices.length === 0) return null
  const name = said.filters[field]
  const chosen = choices.find(([value]) => value === address[field])
  const choose = (value: string | undefined) => change({ [field]: value, open: undefined })
  return (
    <>
      <Menu
        trigger={<Button icon="filter">{name}</Button>}
        items={choices.map(([value, label]) => ({
          label,
          isOn: value === chosen?.[0],
          onChoose: () => choose(value === chosen?.[0] ? undefined : value),
        }))}
      />
      {chosen && (
        <Token
          name={name}
          value={chosen[1]}
          removeLabel={shell.list.removeFilter(name)}
          onRemove={() => choose(undefined)}
        />
      )}
    </>
  )
}
