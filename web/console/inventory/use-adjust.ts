import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api, Problem, type Answer, type newKey } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import {
  changesOf,
  effectOf,
  oppositeOf,
  reasonOf,
  rowsOf,
  wasBetween,
  type Changes,
  type Wanted,
} from './effect.ts'
import { ofSku, type Shelf, type Stock } from './use-stock.ts'

export type Adjustment = { wanted: Wanted; note: string }

type Header = ReturnType<typeof newKey>
type At = { sku: string; location: string }
type Told = { reason: NonNullable<ReturnType<typeof reasonOf>>; reference?: string }
type Back = { at: At; changes: Changes }

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
    queries.setQueryData<Stock>(key, (stock) => {
      const newer = (row: Shelf) => (row.location === shelf.location ? { ...row, ...shelf } : row)
      return stock && { ...stock, items: stock.items.map(newer) }
    })
  }
  const undo = useCommand(({ at, changes }: Back, header) => {
    const told = { reason: 'correction', reference: said.adjust.undoNote } as const
    return sendRows(at, changes, told, header)
  }, stale)
  const takeBack = async (back: Back) => {
    if (await undo.run(back)) tell({ title: said.adjust.undone })
  }
  const { run, isBusy } = useCommand(
    async ({ before, ...given }: Adjustment & { before: Shelf }, header) => {
      show({ ...before, ...effectOf(before, given.wanted).after })
      const at = { sku, location: before.location }
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
    const changes = oppositeOf(wanted, before, after)
    const at = { sku, location: before.location }
    tell({
      title: said.adjust.done(name),
      ...(wasBetween(wanted, before, after) && { more: said.adjust.meanwhile }),
      ...(changes && { undo: { label: shell.undo, act: () => void takeBack({ at, changes }) } }),
    })
    return true
  }
  return { record, isBusy }
}

async function send(at: At, before: Shelf, { wanted, note }: Adjustment, header: Header) {
  const reference = note === '' ? {} : { reference: note }
  const reason = reasonOf(wanted.what)
  if (reason) return sendRows(at, changesOf(before, wanted), { reason, ...reference }, header)
  const body = { levels: [{ ...at, onHand: wanted.amount, ...reference }] }
  return stockIn(await answerOf(api.POST('/v1/stock/levels', { params: { header }, body })))
}

async function sendRows(at: At, changes: Changes, told: Told, header: Header) {
  const adjustments = rowsOf(changes).map((row) => ({ ...at, ...row, ...told }))
  const body = { adjustments }
  return stockIn(await answerOf(api.POST('/v1/stock/adjustments', { params: { header }, body })))
}

type Outcomes = Answer<'/v1/stock/levels', 'post'>

/** The stock after all of it; a refusal is thrown as if the whole call had been refused. */
function stockIn({ outcomes }: Outcomes) {
  const refused = outcomes.find(({ stock }) => !stock)
  const stock = outcomes.at(-1)?.stock
  if (stock && !refused) return stock
  throw new Problem(refused?.problem?.status ?? 0, refused?.problem)
}
