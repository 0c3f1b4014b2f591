import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Peek } from '../../ui/screen.tsx'
import { useWords } from '../words/index.ts'
import type { Location } from './hours.ts'
import { pageOf, Standing, StockFacts, Today, Ways, WorkFacts } from './parts.tsx'
import { PauseDialog, useResume } from './pause.tsx'

type Props = {
  location: Location
  onClose: () => void
  onStep?: (by: 1 | -1) => void
  /** It stands beside the map: no way leads there. */
  isOnMap?: boolean
}

/** One location beside the list or the map: what lies there, what it has, whether it is open. */
export function LocationPeek({ location, onClose, onStep, isOnMap = false }: Props) {
  const { shell } = useWords()
  const navigate = useNavigate()
  const { code, name } = location
  const whole = () => void navigate({ to: pageOf(code), search: {} })
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={onClose}
      {...(onStep && { onStep, stepLabels: { before: shell.before, after: shell.after } })}
      onWhole={{ label: shell.whole, act: whole }}
      actions={<Actions key={code} location={location} onWhole={whole} />}
    >
      <Standing location={location} />
      <WorkFacts code={code} />
      <StockFacts location={location} />
      <Today location={location} />
      <Ways location={location} isOnMap={isOnMap} />
    </Peek>
  )
}

function Actions({ location, onWhole }: { location: Location; onWhole: () => void }) {
  const { locations: said } = useWords()
  const { can } = useSession()
  const [isPausing, setPausing] = useState(false)
  const resume = useResume(location)
  const may = (action: string) => can('network:write') && location.can.includes(action)
  useLetters(
    {
      ...(may('pause') && { p: () => setPausing(true) }),
      ...(may('resume') && { p: () => void resume.run() }),
    },
    !isPausing,
  )
  return (
    <>
      <Button look="primary" letter="O" onClick={onWhole}>
        {said.openPage}
      </Button>
      {may('pause') && (
        <Button icon="pause" letter="P" onClick={() => setPausing(true)}>
          {said.pause}
        </Button>
      )}
      {may('resume') && (
        <Button icon="play" letter="P" busy={resume.isBusy} onClick={() => void resume.run()}>
          {said.resume}
        </Button>
      )}
      {isPausing && <PauseDialog location={location} onClose={() => setPausing(false)} />}
    </>
  )
}
