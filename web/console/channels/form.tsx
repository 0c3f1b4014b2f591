import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useBrands } from '../locations/use-choices.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChannelFields, choicesOf, useFaults } from './fields.tsx'
import { createChannel, type Given } from './save.ts'

/** A new channel. */
export function ChannelForm({ onClose }: { onClose: () => void }) {
  const { channels: said, shell } = useWords()
  const { timeZone } = useSession()
  const tell = useTell()
  const brands = useBrands()
  const [given, setGiven] = useState<Given>(() => emptyOf(timeZone))
  const set = (changed: Partial<Given>) => setGiven((before) => ({ ...before, ...changed }))
  const { run, isBusy, faultAt } = useCommand(createChannel, [['network']])
  const wanted = { ...given, brand: given.brand || (brands[0]?.code ?? '') }
  const { isGood, faultOf } = useFaults(given, faultAt)
  const save = async () => {
    if (!isGood() || !(await run(wanted))) return
    tell({ title: said.saved })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={said.createTitle}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={given.code === ''}
            onClick={() => void save()}
          >
            {said.make}
          </Button>
        </>
      }
    >
      <ChannelFields draft={given} set={set} faultOf={faultOf}>
        <Identity given={wanted} set={set} faultAt={faultAt} brands={brands} />
      </ChannelFields>
    </Dialog>
  )
}

type IdentityProps = {
  given: Given
  set: (changed: Partial<Given>) => void
  faultAt: (pointer: string) => string | undefined
  brands: readonly { code: string; name: string }[]
}

/** What a channel has for good. */
function Identity({ given, set, faultAt, brands }: IdentityProps) {
  const words = useWords()
  const { channels: said } = words
  const field = (name: 'code' | 'currency' | 'orderPrefix', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      fault={faultAt(`/${name}`)}
      value={given[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <>
      {field('code', said.code, said.codeHint)}
      <SelectField
        label={said.columns.kind}
        value={given.kind}
        choices={choicesOf(said.kinds)}
        onChange={(event) => set({ kind: event.currentTarget.value as Given['kind'] })}
      />
      <SelectField
        label={said.brand}
        hint={brands.length === 0 ? <Link to="/brands">{said.noBrand}</Link> : undefined}
        fault={faultAt('/brand')}
        value={given.brand}
        choices={brands.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => set({ brand: event.currentTarget.value })}
      />
      {field('currency', said.columns.currency)}
      <SelectField
        label={said.prices}
        value={given.taxMode}
        choices={choicesOf(said.tax)}
        onChange={(event) => set({ taxMode: event.currentTarget.value as Given['taxMode'] })}
      />
      {field('orderPrefix', said.prefix, said.prefixHint)}
    </>
  )
}

function emptyOf(timeZone: string): Given {
  return {
    code: '',
    name: '',
    brand: '',
    kind: 'site',
    currency: 'EUR',
    taxMode: 'inclusive',
    orderPrefix: '',
    releaseMinutes: '30',
    onShortage: 'refuse',
    timeZone,
    pool: [],
  }
}
