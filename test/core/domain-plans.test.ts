/** The three worked plans of the domain reference, as plain numbers: walls, premiums and funding as computed there. */
import assert from 'node:assert/strict';
import { fundingOf } from '../../server/src/core/domain/goals.ts';
import { type Household, householdIncome, isPillar } from '../../server/src/core/domain/members.ts';
import { premiumTotals } from '../../server/src/core/domain/premiums.ts';
import type { Risk } from '../../server/src/core/domain/product-types.ts';
import { type Cover, dimeNeed, type NeedParameters, type Wall, wallsOf } from '../../server/src/core/domain/walls.ts';

const CN: NeedParameters = {
  market: 'CN',
  adultAge: 18,
  deathYears: 10,
  ciYears: 3,
  ciTreatment: 300_000,
  accidentYears: 5,
  minorCapUnder10: 200_000,
  minorCap10To17: 500_000,
};
const SG: NeedParameters = {
  market: 'SG',
  adultAge: 18,
  deathYears: 10,
  ciYears: 3,
  ciTreatment: 100_000,
  accidentYears: 5,
  deathMultiple: 9,
  ciMultiple: 4,
};

const cover = (member: string, risk: Risk, sum: number): Cover => ({ member, sum, pays: { [risk]: 'sum' } });
const medical = (member: string, type: string): Cover => ({
  member,
  type,
  sum: 4_000_000,
  pays: { medical: 'reimburse' },
});
const wall = (walls: readonly Wall[], member: string, risk: Risk) =>
  walls.find((candidate) => candidate.member === member && candidate.risk === risk)!;
const has = (candidate: Wall) => candidate.existing + candidate.planned;

describe('worked plan 1: a family of three (CN)', () => {
  const household: Household = {
    members: [
      { id: 'dad', name: '李先生', role: 'breadwinner', born: '1993-05-12', income: 300_000, social: 'employee' },
      { id: 'mom', name: '王女士', role: 'spouse', born: '1994-09-03', income: 180_000, social: 'employee' },
      { id: 'kid', name: '小满', role: 'child', born: '2022-08-15', social: 'resident' },
    ],
    finance: { expenses: 180_000, mortgage: 1_200_000, liquid: 200_000, budget: 45_000 },
  };
  const walls = wallsOf({
    household,
    protect: ['dad', 'mom', 'kid'],
    existing: [],
    planned: [
      cover('dad', 'ci', 1_000_000),
      medical('dad', 'medical_million'),
      cover('dad', 'death', 2_000_000),
      cover('dad', 'accident', 1_500_000),
      cover('mom', 'ci', 700_000),
      cover('mom', 'death', 1_200_000),
      cover('mom', 'accident', 1_000_000),
      cover('kid', 'ci', 500_000),
      medical('kid', 'medical_small'),
      { member: 'kid', sum: 200_000, pays: { accident: 'sum', death: 'sum' } },
    ],
    overrides: [{ member: 'kid', risk: 'ci', amount: 500_000 }],
    educationTotal: 400_000,
    parameters: CN,
    day: '2026-03-02',
  });

  it('builds the walls of the breadwinner', () => {
    assert.equal(wall(walls, 'dad', 'death').need, 2_000_000);
    assert.equal(has(wall(walls, 'dad', 'death')), 2_000_000);
    assert.equal(wall(walls, 'dad', 'death').gap, 0);
    assert.equal(wall(walls, 'dad', 'ci').need, 1_200_000);
    assert.equal(Math.round(wall(walls, 'dad', 'ci').ratio! * 100), 83);
    assert.equal(wall(walls, 'dad', 'accident').ratio, 1);
    assert.deepEqual(wall(walls, 'dad', 'medical').courses, { social: true, million: true, small: true });
    assert.equal(wall(walls, 'dad', 'medical').need, undefined);
  });

  it('gives the spouse her share and the child its own formulas', () => {
    assert.equal(wall(walls, 'mom', 'death').need, 1_200_000);
    assert.equal(wall(walls, 'kid', 'death').need, 0);
    assert.equal(wall(walls, 'kid', 'death').ratio, undefined);
    assert.equal(wall(walls, 'kid', 'accident').need, 200_000);
    assert.deepEqual([wall(walls, 'kid', 'ci').need, wall(walls, 'kid', 'ci').overridden], [500_000, true]);
  });

  it('computes the child without the override as treatment plus the lower income', () => {
    const [ci] = wallsOf({
      household,
      protect: ['kid'],
      existing: [],
      planned: [],
      overrides: [],
      educationTotal: 400_000,
      parameters: CN,
      day: '2026-03-02',
    });
    assert.deepEqual([ci?.risk, ci?.need, ci?.gap], ['ci', 480_000, 480_000]);
  });

  it('takes 9.1 % of income in new premium, 4.9 % of it for protection', () => {
    const protection = [9800, 380, 3600, 450, 6100, 360, 1100, 300, 900, 520, 100];
    const totals = premiumTotals({
      rows: [...protection.map((premium) => ({ premium, wealth: false })), { premium: 20_000, wealth: true }],
      existing: [],
      day: '2026-03-02',
      income: householdIncome(household.members),
    });
    assert.equal(totals.fresh, 43_610);
    assert.equal(totals.freshShare!.toFixed(3), '0.091');
    assert.equal(totals.protectionShare!.toFixed(3), '0.049');
    assert.equal(totals.freshWealth, 20_000);
    assert.equal(totals.takeHomeShare, undefined);
  });

  it('funds 55 % of the education with guaranteed amounts, 62 % with bonus', () => {
    const funding = fundingOf({ amount: 100_000 }, [{ guaranteed: 55_000, nonGuaranteed: 6_500 }]);
    assert.equal(funding.guaranteedShare!.toFixed(2), '0.55');
    assert.equal(Math.round(funding.withBonusShare! * 100), 62);
  });

  it('names the pillar', () => {
    const pillars = household.members.filter((member) => isPillar(member, household.members, 0.4));
    assert.deepEqual(
      pillars.map((member) => member.id),
      ['dad'],
    );
  });

  it('leaves the death need open while expenses are missing', () => {
    const [, , , death] = wallsOf({
      household: { ...household, finance: {} },
      protect: ['dad'],
      existing: [],
      planned: [],
      overrides: [],
      educationTotal: 0,
      parameters: CN,
      day: '2026-03-02',
    });
    assert.deepEqual([death?.risk, death?.need, death?.gap], ['death', undefined, 0]);
  });
});

describe('worked plan 2: retirement (CN)', () => {
  const income = 320_000;

  it('stays below the 20 % line with the policies still being paid', () => {
    const existing = [{ premium: 6800, payUntil: '2030-05' }, { premium: 0 }, { premium: 5200, payUntil: '2031-05' }];
    const rows = [1180, 300, 50_000].map((premium, index) => ({ premium, wealth: index === 2 }));
    const totals = premiumTotals({ rows, existing, day: '2026-04-08', income });
    assert.equal(totals.total, 63_480);
    assert.equal(totals.totalShare!.toFixed(3), '0.198');
    // the first old policy is paid up in May 2030: its premium no longer counts
    assert.equal(premiumTotals({ rows, existing, day: '2030-05-01', income }).total, 56_680);
    assert.equal(premiumTotals({ rows, existing, day: '2030-04-30', income }).total, 63_480);
  });

  it('funds 81 % of what the pension lacks', () => {
    const funding = fundingOf({ amount: 70_000, otherIncome: 54_000 }, [{ guaranteed: 13_000, nonGuaranteed: 2_500 }]);
    assert.equal(funding.target, 16_000);
    assert.equal(Math.round(funding.guaranteedShare! * 100), 81);
  });

  it('has nothing to fund when other income is enough', () => {
    const funding = fundingOf({ amount: 50_000, otherIncome: 54_000 }, [{ guaranteed: 13_000 }]);
    assert.deepEqual([funding.target, funding.guaranteedShare], [0, undefined]);
  });
});

describe('worked plan 3: multiples of income (SG)', () => {
  const household: Household = {
    members: [
      { id: 'rachel', name: 'Ms Tan', role: 'breadwinner', born: '1991-07-22', income: 96_000, social: 'cpf' },
      { id: 'ben', name: 'Mr Ong', role: 'spouse', born: '1990-02-10', income: 60_000, social: 'cpf' },
      { id: 'mia', name: 'Mia', role: 'child', born: '2021-11-30' },
    ],
    finance: { expenses: 72_000, mortgage: 420_000, liquid: 60_000, takeHome: 124_800, budget: 14_000 },
  };
  const existing = [cover('rachel', 'death', 150_000)];
  const planned = [
    cover('rachel', 'death', 720_000),
    cover('rachel', 'ci', 390_000),
    cover('rachel', 'accident', 480_000),
    cover('ben', 'death', 540_000),
    cover('ben', 'ci', 240_000),
  ];
  const walls = wallsOf({
    household,
    protect: ['rachel', 'ben'],
    existing,
    planned,
    overrides: [],
    educationTotal: 0,
    parameters: SG,
    day: '2026-05-11',
  });

  it('sizes death at 9 and critical illness at 4 times income', () => {
    const death = wall(walls, 'rachel', 'death');
    assert.deepEqual([death.need, death.existing], [864_000, 150_000]);
    assert.equal(Math.round(death.ratio! * 100), 101);
    assert.equal(wall(walls, 'rachel', 'ci').need, 384_000);
    assert.equal(wall(walls, 'ben', 'death').gap, 0);
    assert.equal(wall(walls, 'ben', 'accident').ratio, 0);
  });

  it('does not count the second earner as a pillar below 40 %', () => {
    assert.equal(isPillar(household.members[1]!, household.members, 0.4), false);
    assert.equal(isPillar(household.members[1]!, household.members, 0.38), true);
  });

  it('takes 9.6 % of take-home pay', () => {
    const rows = [780, 1950, 720, 420, 720, 1380, 6000].map((premium) => ({ premium }));
    const totals = premiumTotals({ rows, existing: [], day: '2026-05-11', income: 156_000, takeHome: 124_800 });
    assert.equal(totals.total, 11_970);
    assert.equal(totals.takeHomeShare!.toFixed(3), '0.096');
  });
});

describe('other needs', () => {
  it('adds debt, income, mortgage and education for the US', () => {
    assert.equal(dimeNeed({ debts: 10, income: 60, years: 10, mortgage: 300, education: 90 }), 1000);
  });
});
