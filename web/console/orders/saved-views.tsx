import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api, newKey, type Item } from '../../lib/api.ts'
import type { Key } from '../../lib/once.ts'
import type { Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { Menu, type MenuItem } from '../../ui/overlay/menu.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { changeTo, queryOf } from './saved-views.ts'

type SavedView = Item<'/v1/views'>

const SCREEN = 'orders'
const KEY = ['views', SCREEN]
const MANY = 100
const NAME_MAX = 100

/** Addresses kept under a name, one's own and those that others share. */
export function SavedViews(of: { address: Address; onChoose: (changed: Address) => void }) {
  const { address, onChoose } = of
  const { shell, orders } = useWords()
  const { saved } = orders
  const { views, set, remove } = useViews()
  const [isSaving, setSaving] = useState(false)
  const query = queryOf(address)
  const current = views.find((view) => view.query === query)
  const items: MenuItem[] = views.map((view) => ({
    label: view.isShared ? saved.shared(view.name) : view.name,
    ...(view === current && { icon: 'check' as const }),
    onChoose: () => onChoose(changeTo(view.query, address)),
  }))
  if (current?.isMine) {
    items.push('line', {
      label: shell.list.share,
      isOn: current.isShared,
      onChoose: () => set(current, { isShared: !current.isShared }),
    })
    items.push({
      label: saved.remove(current.name),
      icon: 'trash',
      isDanger: true,
      onChoose: () => remove(current),
    })
  }
  if (!current) {
    if (items.length > 0) items.push('line')
    items.push({ label: saved.save, icon: 'plus', onChoose: () => setSaving(true) })
  }
  return (
    <>
      <Menu
        trigger={<Button icon="bookmark">{current?.name ?? shell.list.views}</Button>}
        items={items}
      />
      {isSaving && <SaveView query={query} onClose={() => setSaving(false)} />}
    </>
  )
}

function useViews() {
  const words = useWords()
  const { saved } = words.orders
  const tell = useTell()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => {
      const query = { screen: SCREEN, limit: MANY }
      return answerOf(api.GET('/v1/views', { params: { query }, signal }))
    },
  })
  const change = async ({ id, version }: SavedView, made: Change, title?: string) => {
    try {
      const params = { path: { id }, header: newKey() }
      const body = { version, changes: [made] }
      await answerOf(api.POST('/v1/views/{id}/changes', { params, body }))
      if (title !== undefined) tell({ title })
    } catch (error) {
      tell({ title: words.shell.problem.title, more: saysOf(error, words), tone: 'critical' })
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return {
    views: data?.items ?? [],
    set: (view: SavedView, fields: { isShared: boolean }) =>
      void change(view, { action: 'set', fields }),
    remove: (view: SavedView) => void change(view, { action: 'archive' }, saved.removed(view.name)),
  }
}

type Change = { action: 'set'; fields: { isShared: boolean } } | { action: 'archive' }

type NewView = { screen: string; name: string; query: string; isShared: boolean }

function keepView(body: NewView, header: Key) {
  return answerOf(api.POST('/v1/views', { params: { header }, body }))
}

function SaveView({ query, onClose }: { query: string; onClose: () => void }) {
  const words = useWords()
  const { shell, orders } = words
  const tell = useTell()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)
  const [fault, setFault] = useState<string>()
  const { run, isBusy } = useCommand(keepView, [KEY], (problem) => {
    setFault(saysOf(problem, words))
    return true
  })
  const save = async () => {
    const given = name.trim()
    if (given === '') return setFault(orders.saved.taken)
    if (!(await run({ screen: SCREEN, name: given, query, isShared }))) return
    tell({ title: orders.saved.done(given) })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={shell.list.saveView}
      says={orders.saved.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={isBusy} onClick={() => void save()}>
            {shell.save}
          </Button>
        </>
      }
    >
      <TextField
        label={shell.list.viewName}
        value={name}
        maxLength={NAME_MAX}
        fault={fault}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && void save()}
      />
      <CheckField
        label={shell.list.share}
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </Dialog>
  )
}
