import { useState } from 'react'
import { useAddress } from '../../lib/use-address.ts'
import { Scroll } from '../../ui/screen.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Frame } from './frame.tsx'
import { TrialForm } from './trial-form.tsx'
import { TrialResult } from './trial-result.tsx'
import { useTrial, type Asked } from './use-routing.ts'
import css from './routing.module.css'

/** Where an order would go, by the rules in force and by the draft, side by side. */
export function TestView() {
  const words = useWords()
  const said = words.routing.test
  const [address, change] = useAddress()
  const order = address['order']
  const [made, setMade] = useState<Asked>()
  const asked = made ?? (order ? { order } : undefined)
  const { data, error, isFetching } = useTrial(asked)
  const ask = (next: Asked) => {
    if ('order' in next) {
      setMade(undefined)
      change({ order: next.order }, true)
    } else setMade(next)
  }
  return (
    <Frame view="test">
      <Scroll isWide>
        <p className="quiet">{said.says}</p>
        <TrialForm order={order ?? ''} isBusy={isFetching} onAsk={ask} />
        <div className={css['tested']} role="status">
          {error ? (
            <Notice tone="critical">{saysOf(error, words)}</Notice>
          ) : data ? (
            <TrialResult trial={data} asked={asked} />
          ) : (
            isFetching && <Skeleton rows={4} label={words.shell.list.loading} />
          )}
        </div>
      </Scroll>
    </Frame>
  )
}
