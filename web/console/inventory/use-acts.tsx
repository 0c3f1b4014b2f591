import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { wayToRule } from '../rules/start.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { AdjustDialog } from './adjust.tsx'
import { PauseDialog } from './pause.tsx'
import type { Acts } from './shelves.tsx'
import { ofSku, type Shelf } from './use-stock.ts'

type Of = {
  sku: string
  decimals: number
  shelves: readonly Shelf[]
  /** False of what has no stock of its own. */
  isCounted: boolean
  /** What is left of it can still be booked out, but it is sold no more. */
  isArchived: boolean
}

type Open = { kind: 'adjust'; location: string | undefined } | { kind: 'pause'; shelf: Shelf }

/**
 * What can be done with the stock of a SKU, and the dialog that is open for it. `isOpen` says that
 * single letters are not for what stands behind.
 */
export function useActs({ sku, decimals, shelves, isCounted, isArchived }: Of): {
  acts: Acts
  adjust: () => void
  dialog: ReactNode
  isOpen: boolean
} {
  const { can } = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>()
  const resume = useResume(sku)
  const close = () => setOpen(undefined)
  const acts: Acts =
    isCounted && can('stock:write')
      ? {
          adjust: (location) => setOpen({ kind: 'adjust', location }),
          pause: (shelf) => (shelf.paused ? resume(shelf) : setOpen({ kind: 'pause', shelf })),
          canPause: !isArchived,
          keepBack:
            can('rules:write') && !isArchived
              ? (location) => void navigate(wayToRule('safety_stock', { sku, location }))
              : undefined,
        }
      : undefined
  return {
    acts,
    adjust: () => setOpen({ kind: 'adjust', location: undefined }),
    isOpen: open !== undefined,
    dialog:
      open?.kind === 'adjust' ? (
        <AdjustDialog {...{ sku, decimals, shelves }} location={open.location} onClose={close} />
      ) : (
        open?.kind === 'pause' && <PauseDialog sku={sku} shelf={open.shelf} onClose={close} />
      ),
  }
}

function useResume(sku: string): (shelf: Shelf) => void {
  const { inventory: said } = useWords()
  const tell = useTell()
  const { run } = useCommand(
    (location: string, header) =>
      answerOf(api.POST('/v1/sku-resumptions', { params: { header }, body: { sku, location } })),
    [ofSku(sku, 'places')],
  )
  return ({ location }) => {
    void run(location).then((done) => done && tell({ title: said.pause.resumed }))
  }
}
