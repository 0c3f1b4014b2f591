import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { testAlertRules } from './alert-rules.ts'
import { testApproval } from './approval.ts'
import { testAuthority } from './authority.ts'
import { testAvailabilityRules } from './availability-rules.ts'
import { testCanary } from './canary.ts'
import { testCarriers } from './carriers.ts'
import { testComing } from './coming.ts'
import { testCosts } from './costs.ts'
import { testCutOff } from './cut-off.ts'
import { testExceptions } from './exceptions.ts'
import { testFeeds } from './feeds.ts'
import { testFind } from './find.ts'
import { testFollow } from './follow.ts'
import { openJourneys, type Journeys } from './journey.ts'
import { testKeys } from './keys.ts'
import { testMarks } from './marks.ts'
import { testMove } from './move.ts'
import { testOversold } from './oversold.ts'
import { testOwners } from './owners.ts'
import { testPlaces } from './places.ts'
import { testPresence } from './presence.ts'
import { testRoutingRules } from './routing-rules.ts'
import { testShared } from './shared.ts'
import { testShadows } from './shadows.ts'
import { testSimulator } from './simulator.ts'
import { testSkus } from './skus.ts'
import { testStock } from './stock.ts'
import { testWays } from './ways.ts'
import { testWidePool } from './wide-pool.ts'

/** One file, so that all of it shares one server, one shop and one browser. */
describe('a journey through the console', () => {
  let opened: Journeys
  const journeys = () => opened
  before(async () => {
    opened = await openJourneys()
  })
  after(async () => {
    if (opened) assert.deepEqual(await opened.close(), [])
  })

  testFind(journeys)
  testMarks(journeys)
  testMove(journeys)
  testStock(journeys)
  testSkus(journeys)
  testAvailabilityRules(journeys)
  testFollow(journeys)
  testExceptions(journeys)
  testOversold(journeys)
  testKeys(journeys)
  testPlaces(journeys)
  testShared(journeys)
  testPresence(journeys)
  testFeeds(journeys)
  testAlertRules(journeys)
  testCutOff(journeys)
  testCarriers(journeys)
  testRoutingRules(journeys)
  testCanary(journeys)
  testShadows(journeys)
  testSimulator(journeys)
  testApproval(journeys)
  testCosts(journeys)
  testOwners(journeys)
  testAuthority(journeys)
  testComing(journeys)
  testWidePool(journeys)
  testWays(journeys)
})
