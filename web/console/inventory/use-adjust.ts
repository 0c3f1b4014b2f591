import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api, Problem, type Answer, type newKey } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { changesOf, effectOf, oppositeOf, wasBetween, type Wanted } from './effect.ts'
import { ofSku, type Shelf } from './use-stock.ts'

/** Reasons that a person can give; a count is its own. */
export const REASONS = ['receipt', 'sale', 'found', 'damage', 'adjustment', 'correction'] as const
export type Reason = (typeof REASONS)[number]

export type Adjustment = { wanted: Wanted; reason: Reason; note: string }

type Header = ReturnType<typeof newKey>
type At = { sku: string; location: string }

/**
 * Records an adjustment. What it does is shown at once, the server's figures as soon as they are
 * there; a refusal puts back what was. It can be taken back for ten seconds.
 */
export function useAdjust(sku: string, name: string) {
  const { inventory: said, shell } = useWords()
  const queries = useQueryClient()
  const tell = useTell()
  const key = ofSku(sku, 'places')
  const stale = [ofSku(sku), ['stock', 'variants']]
  const show = (shelf: Shelf) => {
    queries.setQueryData<Shelf[]>(key, (rows) =>
      rows?.map((row) => (row.location === shelf.location ? { ...row, ...shelf } : row)),
    )
  }
  const undo = useCommand((back: Parameters<typeof sendBack>[0], header) => {
    return sendBack(back, said.adjust.undoNote, header)
  }, stale)
  const takeBack = async (back: Parameters<typeof sendBack>[0]) => {
    if (await undo.run(back)) tell({ title: said.adjust.undone })
  }
  const { run, isBusy } = useCommand(
    async ({ before, ...given }: Adjustment & { before: Shelf }, header) => {
      show({ ...before, ...effectOf(before, given.wanted).after })
      const at = { sku, location: before.location }
      const send = given.wanted.by === 'count' ? sendCount : sendChange
      return { before, after: await send(at, before, given, header) }
    },
    stale,
    undefined,
    // What was there before may count the change already, where only its answer was lost.
    ({ before, ...given }) => ({ ...given, location: before.location }),
  )
  const record = async (given: Adjustment & { before: Shelf }): Promise<boolean> => {
    const { wanted } = given
    const done = await run(given)
    if (!done) return false
    const { before, after } = done
    show({ ...before, ...after })
    const back = oppositeOf(wanted, before, after)
    const at = { sku, location: before.location }
    tell({
      title: said.adjust.done(name),
      ...(wasBetween(before, after) && { more: said.adjust.meanwhile }),
      ...(back && { undo: { label: shell.undo, act: () => void takeBack({ ...at, ...back }) } }),
    })
    return true
  }
  return { record, isBusy }
}

async function sendCount(at: At, _: Shelf, { wanted, note }: Adjustment, header: Header) {
  const level = { ...at, onHand: wanted.amount, ...(note && { reference: note }) }
  const body = { levels: [level] }
  return stockIn(await answerOf(api.POST('/v1/stock/levels', { params: { header }, body })))
}

async function sendChange(at: At, before: Shelf, given: Adjustment, header: Header) {
  const { onHand, unavailable } = changesOf(before, given.wanted)
  return sendOne(
    {
      ...at,
      change: onHand,
      ...(unavailable !== 0 && { unavailableChange: unavailable }),
      reason: given.reason,
      ...(given.note && { reference: given.note }),
    },
    header,
  )
}

type Back = At & { change: number; unavailableChange: number }

function sendBack(back: Back, reference: string, header: Header) {
  return sendOne({ ...back, reason: 'correction', reference }, header)
}

type Sent = At & {
  change: number
  unavailableChange?: number
  reason: Reason
  reference?: string
}

async function sendOne(adjustment: Sent, header: Header) {
  const body = { adjustments: [adjustment] }
  return stockIn(await answerOf(api.POST('/v1/stock/adjustments', { params: { header }, body })))
}

type Outcomes = Answer<'/v1/stock/levels', 'post'>

/** The stock after it; a refusal is thrown as if the whole call had been refused. */
function stockIn({ outcomes: [outcome] }: Outcomes) {
  if (outcome?.stock) return outcome.stock
  throw new Problem(outcome?.problem?.status ?? 0, outcome?.problem)
}
