import { useState, type ReactNode } from 'react'
import { Button } from '../button.tsx'
import { CheckField, SelectField, TextArea, TextField } from '../form/field.tsx'
import { Dialog } from '../overlay/dialog.tsx'
import { Finder, type FinderEntry } from '../overlay/finder.tsx'
import { Menu } from '../overlay/menu.tsx'
import { Popover } from '../overlay/popover.tsx'
import { useTell } from '../overlay/toasts.tsx'
import { useSamples } from './use-samples.ts'
import css from './gallery.module.css'

export function Overlays() {
  return (
    <div className={css['cases']}>
      <Menus />
      <Popovers />
      <ShortDialog />
      <LongDialog />
      <Tellers />
    </div>
  )
}

function Menus() {
  const { overlays } = useSamples()
  const [isPinned, setPinned] = useState(true)
  const nothing = () => undefined
  return (
    <Menu
      trigger={
        <Button icon="more" data-part="menu">
          {overlays.menu}
        </Button>
      }
      items={[
        { label: overlays.rename, icon: 'edit', letter: 'E', onChoose: nothing },
        { label: overlays.pin, isOn: isPinned, onChoose: () => setPinned(!isPinned) },
        { label: overlays.share, isOn: false, onChoose: nothing },
        'line',
        { label: overlays.long, onChoose: nothing },
        { label: overlays.locked, icon: 'lock', disabled: true, onChoose: nothing },
        { label: overlays.remove, icon: 'trash', isDanger: true, onChoose: nothing },
      ]}
    />
  )
}

function Popovers() {
  const { overlays, fields } = useSamples()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={overlays.popover}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button icon="filter" data-part="popover">
          {overlays.popover}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={fields.name} hint={fields.hint} />
        <CheckField label={fields.pickup} />
        <Button look="primary" onClick={() => setOpen(false)}>
          {overlays.keep}
        </Button>
      </div>
    </Popover>
  )
}

function useOpening(): [isOpen: boolean, open: () => void, close: () => void] {
  const [isOpen, setOpen] = useState(false)
  return [isOpen, () => setOpen(true), () => setOpen(false)]
}

function ShortDialog() {
  const { overlays, fields } = useSamples()
  const [isOpen, open, close] = useOpening()
  const choices = fields.kinds.map((label) => ({ value: label, label }))
  return (
    <>
      <Button data-part="dialog" onClick={open}>
        {overlays.dialog}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={overlays.dialogTitle}
        says={overlays.dialogSays}
        actions={<Answers onClose={close} />}
      >
        <SelectField label={overlays.reason} choices={choices} />
      </Dialog>
    </>
  )
}

const MANY = [1, 2, 3, 4, 5, 6]

function LongDialog() {
  const { overlays, fields } = useSamples()
  const [isOpen, open, close] = useOpening()
  return (
    <>
      <Button data-part="long-dialog" onClick={open}>
        {overlays.longDialog}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        size="large"
        title={overlays.longTitle}
        says={fields.longFault}
        actions={<Answers onClose={close} />}
      >
        {MANY.map((n) => (
          <TextField key={n} label={`${fields.longLabel} (${n})`} fault={fields.longFault} />
        ))}
        <TextArea label={fields.note} />
      </Dialog>
    </>
  )
}

function Answers({ onClose }: { onClose: () => void }): ReactNode {
  const { overlays } = useSamples()
  return (
    <>
      <Button onClick={onClose}>{overlays.keep}</Button>
      <Button look="danger" onClick={onClose}>
        {overlays.cancel}
      </Button>
    </>
  )
}

function Tellers() {
  const { overlays } = useSamples()
  const tell = useTell()
  const undo = { label: overlays.undo, act: () => undefined }
  return (
    <>
      <Button
        data-part="toast"
        onClick={() => tell({ title: overlays.told, more: overlays.toldMore })}
      >
        {overlays.toast}
      </Button>
      <Button data-part="toast" onClick={() => tell({ title: overlays.told, undo })}>
        {overlays.undoToast}
      </Button>
      <Button
        data-part="toast"
        onClick={() =>
          tell({ title: overlays.failed, more: overlays.failedMore, tone: 'critical' })
        }
      >
        {overlays.failToast}
      </Button>
    </>
  )
}

/** With what was found, and with nothing. */
export function FinderParts() {
  const { finder } = useSamples()
  const [text, setText] = useState('10')
  const entries: FinderEntry[] = [
    { group: 'orders', id: '1', icon: 'package', name: finder.order, more: finder.orderMore },
    { group: 'skus', id: '2', icon: 'tag', name: finder.item, more: finder.itemMore },
    { group: 'go', id: '3', icon: 'store', name: finder.place },
  ]
  const { label, placeholder, none, groups } = finder
  const common = { placeholder, none, groups, onChoose: () => undefined }
  return (
    <div className={css['columns']}>
      <div className={css['frame']} data-size="free">
        <Finder {...common} label={label} text={text} onText={setText} entries={entries} />
      </div>
      <div className={css['frame']} data-size="free">
        <Finder {...common} label={none} text="" onText={() => undefined} entries={[]} />
      </div>
    </div>
  )
}
