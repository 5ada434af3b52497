import type { BurstTimes } from '../../pages/load/api.ts'
import type { ReduxLoad } from '../../pages/load/redux-api.ts'
import type { Lab } from '../../suite.ts'

/** A burst of actions in the inspector of Redux DevTools. */
export function reduxBurst(lab: Lab, count: number): Promise<BurstTimes> {
  return withRedux(lab, (page) => page.evaluate((count) => reduxLoad.burst(count), count))
}

/** The inspector of Redux DevTools, at a steady rate. */
export function reduxSteady(lab: Lab, rate: number, seconds: number): ReturnType<ReduxLoad['steady']> {
  return withRedux(lab, (page) =>
    page.evaluate(([rate, seconds]) => reduxLoad.steady(rate, seconds), [rate, seconds] as const),
  )
}

type ReduxPage = Awaited<ReturnType<Lab['open']>>['page']

async function withRedux<Result>(lab: Lab, use: (page: ReduxPage) => Promise<Result>): Promise<Result> {
  const { page, close } = await lab.open('redux-load.html')
  try {
    return await use(page)
  } finally {
    await close()
  }
}
