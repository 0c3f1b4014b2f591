import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import type { Open } from './order.tsx'
import { useHolds } from './use-holds.ts'
import { useToldProblem } from './use-write.ts'
import css from './order.module.css'

type Verb = {
  id: 'release' | 'hold' | 'reroute' | 'cancel'
  label: string
  letter: string
  icon: 'play' | 'hold' | 'route' | 'close'
  act: () => void
  isBusy?: boolean
}

/** What can be done with the order now; the one that helps most stands out. */
export function Actions({ onOpen, isIdle }: { onOpen: (open: Open) => void; isIdle: boolean }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const copy = useCopyNumber(order.number)
  const verbs = useVerbs(onOpen)
  const { can } = useSession()
  const mark = can('orders:write') ? () => onOpen('marks') : undefined
  const letters = verbs.map(({ letter, act }) => [letter.toLowerCase(), act] as const)
  useLetters(
    { ...Object.fromEntries(letters), ...(mark && { p: mark }), e: () => setMenuOpen(true) },
    isIdle && !isMenuOpen,
  )
  const primary = primaryOf(
    verbs.map(({ id }) => id),
    order.state,
  )
  const items: MenuItem[] = [
    ...verbs.map(({ id, label, letter, icon, act }) => {
      return { label, letter, icon, onChoose: act, isDanger: id === 'cancel' }
    }),
    ...(mark
      ? [{ label: said.marks.title, letter: 'P', icon: 'tag' as const, onChoose: mark }]
      : []),
    ...(mark ? (['line'] as const) : []),
    { label: said.copy, icon: 'copy', onChoose: copy },
  ]
  return (
    <>
      {verbs.map(({ id, label, letter, act, isBusy = false }) => (
        <span key={id} className={id === primary ? undefined : css['wide']}>
          <Button
            look={id === primary ? 'primary' : id === 'cancel' ? 'danger' : 'plain'}
            letter={letter}
            busy={isBusy}
            onClick={act}
          >
            {label}
          </Button>
        </span>
      ))}
      <Menu
        trigger={
          <Button icon="more" letter="E">
            {said.edit}
          </Button>
        }
        items={items}
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
      />
    </>
  )
}

/** One at most: what keeps the order from going on. */
function primaryOf(possible: readonly Verb['id'][], state: string): Verb['id'] | undefined {
  if (possible.includes('release')) return 'release'
  return state === 'waiting_for_stock' && possible.includes('reroute') ? 'reroute' : undefined
}

function useVerbs(onOpen: (open: Open) => void): Verb[] {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { can } = useSession()
  const { release, isBusy, problem } = useHolds()
  useToldProblem(problem)
  if (!can('orders:write')) return []
  const open = order.holds.filter(({ releasedAt }) => releasedAt === null)
  const all: (Verb & { needs: string })[] = [
    {
      id: 'release',
      needs: 'release_hold',
      label: said.release,
      letter: 'H',
      icon: 'play',
      act: () => void release(open),
      isBusy,
    },
    {
      id: 'hold',
      needs: 'place_hold',
      label: said.hold,
      letter: 'H',
      icon: 'hold',
      act: () => onOpen('hold'),
    },
    {
      id: 'reroute',
      needs: 'reroute',
      label: said.reroute,
      letter: 'R',
      icon: 'route',
      act: () => onOpen('reroute'),
    },
    {
      id: 'cancel',
      needs: 'cancel',
      label: said.cancel,
      letter: 'C',
      icon: 'close',
      act: () => onOpen('cancel'),
    },
  ]
  const isHeld = order.can.includes('release_hold')
  return all.filter(({ id, needs }) => {
    return (
      order.can.includes(needs) &&
      !(id === 'hold' && isHeld) &&
      (id !== 'reroute' || can('routing:read'))
    )
  })
}

function useCopyNumber(number: string): () => void {
  const { order: said } = useWords()
  const tell = useTell()
  return () => {
    // Not there on pages without TLS, other than localhost.
    void navigator.clipboard?.writeText(number).then(() => tell({ title: said.copied }))
  }
}
