import { useState } from 'react'
import { listed } from '../../lib/listed.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../orders/use-names.ts'
import { Confirm } from '../shell/confirm.tsx'
import { percent } from '../simulator/said.ts'
import { useWords } from '../words/index.ts'
import { CanaryFigures } from './canary-figures.tsx'
import { useEnding, useRunning, type Canary } from './use-canaries.ts'
import css from './routing.module.css'

/** The canary that runs: both sides, what its guards say, and how to end it. */
export function CanaryPanel() {
  const said = useWords().routing.canary
  const canary = useRunning()
  if (!canary) return null
  return (
    <section className={css['canary']} aria-label={said.title}>
      <div className={css['head']}>
        <h2>{said.title}</h2>
        <Ends canary={canary} />
      </div>
      <About canary={canary} />
      <CanaryFigures canary={canary} />
    </section>
  )
}

function About({ canary }: { canary: Canary }) {
  const { canary: said, approval } = useWords().routing
  const { number, moment, language } = useFormats()
  const names = useNames()
  const { version, control, sharePermille, channels, figures, minimumOrders } = canary
  const share = percent(language)(sharePermille / 1000)
  const counted = useCounted(canary)
  const isEarly = figures.some(({ state }) => state === 'waiting')
  const others = names.channels.filter(({ value }) => !channels.includes(value))
  return (
    <>
      <p>
        {control === 0
          ? said.first(number(version), share)
          : said.says(number(version), share, number(control))}
      </p>
      <p className="small">
        {said.time(moment(canary.startsAt), moment(canary.until))}{' '}
        {others.length > 0 && `${said.channels(listed(language, channels.map(names.channel)))}. `}
        {counted}. {isEarly && said.waiting(number(minimumOrders))}
      </p>
      {canary.state === 'running' && !canary.can.includes('promote') && (
        <p className="small">{approval.notPromoted}</p>
      )}
    </>
  )
}

/** How many orders are counted on each side. */
export function useCounted({ figures }: Canary): string {
  const said = useWords().routing.canary
  const { canary, control } = figures.find(({ measure }) => measure === 'cost')!
  return said.counted(said.orders(canary.n), said.orders(control.n))
}

function Ends({ canary }: { canary: Canary }) {
  const said = useWords().routing.canary
  const { can } = useSession()
  const { number } = useFormats()
  const tell = useTell()
  const [asked, setAsked] = useState<'promotions' | 'returns'>()
  const command = useEnding(canary)
  if (!can('routing:publish') || canary.can.length === 0) return null
  const version = number(canary.version)
  const isPromotion = asked === 'promotions'
  const end = async () => {
    if (!(await command.run(asked!))) return
    tell({ title: isPromotion ? said.promoted(version) : said.returned(version) })
    setAsked(undefined)
  }
  return (
    <div className={css['ends']}>
      <Button onClick={() => setAsked('returns')}>{said.back}</Button>
      {canary.can.includes('promote') && (
        <Button look="primary" onClick={() => setAsked('promotions')}>
          {said.promote}
        </Button>
      )}
      {asked && (
        <Confirm
          title={isPromotion ? said.promoteTitle(version) : said.backTitle(version)}
          says={isPromotion ? said.promoteSays : said.backSays}
          act={isPromotion ? said.promote : said.back}
          {...(isPromotion && { look: 'primary' as const })}
          isBusy={command.isBusy}
          onAct={() => void end()}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

/** Above the draft: why it cannot be published yet. */
export function CanaryNotice() {
  const said = useWords().routing.canary
  const { number, language } = useFormats()
  const [, change] = useAddress()
  const canary = useRunning()
  if (!canary) return null
  const share = percent(language)(canary.sharePermille / 1000)
  return (
    <Notice tone="moving">
      <div className="line">
        {said.runs(number(canary.version), share)}
        <Button onClick={() => change({ view: undefined })}>{said.see}</Button>
      </div>
    </Notice>
  )
}
