import type { DragEvent, KeyboardEvent, ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import type { Rule } from './tongue.ts'
import { Sentence } from './sentence.tsx'
import { useSentences, type DraftChange } from './use-routing.ts'
import css from './routing.module.css'

export const ACTION_TONES: Record<DraftChange['action'], Tone> = {
  add: 'moving',
  change: 'attention',
  move: 'attention',
  remove: 'neutral',
}

/** What can be done with a rule; what is left out cannot. */
export type CardActs = {
  onEdit?: () => void
  onMove?: (by: 1 | -1) => void
  onDrop?: (id: string) => void
  isFirst?: boolean
  isLast?: boolean
  isBusy?: boolean
  more?: readonly MenuItem[]
}

export const titleId = (id: string) => `rule-${id}`

/** One rule of the list: its place, its name, its sentence, and what is about it. */
export function Card(of: {
  rule: Rule
  no: number
  change?: DraftChange | undefined
  acts?: CardActs
  /** Below the sentence: what is wrong, or the editor in place of it. */
  children?: ReactNode
  isEdited?: boolean
  /** It stands below a heading of its own. */
  isSmall?: boolean
}) {
  const { number } = useFormats()
  const sentence = useSentences()
  const { rule, acts = {}, isEdited } = of
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (!event.altKey || by === undefined || !acts.onMove || acts.isBusy) return
    event.preventDefault()
    acts.onMove(by)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    acts.onDrop?.(event.dataTransfer.getData('text/plain'))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move it
    <li
      className={css['card']}
      data-off={rule.off || undefined}
      data-edited={isEdited || undefined}
      onKeyDown={onKeyDown}
      onDragOver={acts.onDrop && ((event) => event.preventDefault())}
      onDrop={acts.onDrop && onDrop}
    >
      <span className={css['no']}>{number(of.no)}</span>
      <div className={css['says']}>
        <Head
          rule={rule}
          change={of.change}
          acts={acts}
          isEdited={isEdited}
          Level={of.isSmall ? 'h3' : 'h2'}
        />
        {!isEdited && <Sentence parts={sentence(rule)} />}
        {of.children}
      </div>
    </li>
  )
}

function Head(of: {
  rule: Rule
  change: DraftChange | undefined
  acts: CardActs
  isEdited: boolean | undefined
  Level: 'h2' | 'h3'
}) {
  const { routing: said } = useWords()
  const { number } = useFormats()
  const { rule, change, acts, isEdited, Level } = of
  const { id, name } = rule
  const before = change?.positions[0]
  const isMoved = change?.action === 'move'
  return (
    <div className={css['head']}>
      <Level className={css['name']}>
        {acts.onEdit && !isEdited ? (
          <button
            type="button"
            id={titleId(id)}
            className={css['title']}
            aria-keyshortcuts={acts.onMove && 'Alt+ArrowUp Alt+ArrowDown'}
            onClick={acts.onEdit}
          >
            {name}
          </button>
        ) : (
          name
        )}
      </Level>
      {change && <Pill tone={ACTION_TONES[change.action]}>{said.actions[change.action]}</Pill>}
      {isMoved && typeof before === 'number' && (
        <span className="small">{said.movedFrom(number(before))}</span>
      )}
      {rule.off && <Pill tone="neutral">{said.off}</Pill>}
      {!isEdited && <Acts name={name} id={id} acts={acts} />}
    </div>
  )
}

function Acts({ name, id, acts }: { name: string; id: string; acts: CardActs }) {
  const { routing: said } = useWords()
  const { onEdit, onMove, more, isBusy } = acts
  return (
    <span className={css['acts']}>
      {onEdit && (
        <Button look="quiet" icon="edit" aria-label={said.editNamed(name)} onClick={onEdit}>
          {said.edit}
        </Button>
      )}
      {onMove && (
        <>
          <IconButton
            icon="arrowUp"
            label={said.up(name)}
            disabled={acts.isFirst || isBusy}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon="arrowDown"
            label={said.down(name)}
            disabled={acts.isLast || isBusy}
            onClick={() => onMove(1)}
          />
          <span
            className={css['drag']}
            title={said.drag(name)}
            aria-hidden="true"
            draggable
            onDragStart={(event) => {
              event.dataTransfer.setData('text/plain', id)
              event.dataTransfer.effectAllowed = 'move'
              const card = event.currentTarget.closest('li')
              if (card) event.dataTransfer.setDragImage(card, 24, 24)
            }}
          >
            <Icon name="grip" />
          </span>
        </>
      )}
      {more && more.length > 0 && (
        <Menu trigger={<IconButton icon="more" label={said.more(name)} />} items={more} />
      )}
    </span>
  )
}
