/**
 * 内容库: every post and video with its topic, the tier it is meant for, its last use and the end of its approval. Topic,
 * tier and last use stand in the heading: `# 朋友圈：社保与商保 {moments tier=B used=2026-11-01}`.
 */

import type { Script, Stage } from '../core/documents/pitch/script.ts';
import { parseDate } from '../core/domain/dates.ts';
import { placeIn, type ReportMaker } from './maker.ts';
import { list, table, text } from './model.ts';

interface Piece {
  readonly topic: string;
  readonly form: 'moments' | 'video';
  readonly tier: string;
  readonly used: string;
  readonly approval: string;
  readonly until: string | undefined;
  readonly place: string;
}

export const contentReport: ReportMaker<readonly Piece[]> = {
  kinds: ['pitch'],
  title: { zh: '内容库', en: 'Content library' },
  part: (source) => {
    const { document } = source;
    if (document.kind !== 'pitch') return undefined;
    const front = document.script.frontMatter?.model;
    const tags = (front?.tags?.items ?? []).map((tag) => tag.value);
    const pieces = document.script.stages.flatMap((stage): Piece[] => {
      if (stage.id !== 'moments' && stage.id !== 'video') return [];
      return [
        {
          topic: source.mask(attribute(stage, 'topic') ?? topicOf(stage, document.script)),
          form: stage.id,
          tier: attribute(stage, 'tier') ?? tags.find((tag) => /^[ABC]类?$/u.test(tag))?.slice(0, 1) ?? '',
          used: parseDate(attribute(stage, 'used') ?? '') ?? '',
          approval: front?.approval?.no?.value ?? '',
          until: front?.approval?.until?.value,
          place: placeIn(source, stage.titleRange),
        },
      ];
    });
    return pieces.length > 0 ? pieces : undefined;
  },
  join: (parts, { say, context }) => {
    const pieces = parts.flat();
    if (pieces.length === 0) return [text(say({ zh: '没有朋友圈或短视频。', en: 'No posts or videos.' }))];
    const sorted = [...pieces].sort(
      (a, b) => compare(a.topic, b.topic) || compare(a.form, b.form) || compare(a.place, b.place),
    );
    const standing = ({ until }: Piece) =>
      until === undefined
        ? say({ zh: '无审核', en: 'not approved' })
        : until < context.asOf
          ? say({ zh: `${until}（已过期）`, en: `${until} (expired)` })
          : until;
    const unused = sorted.filter(({ used, until }) => used === '' && until !== undefined && until >= context.asOf);
    return [
      table(
        [
          { zh: '主题', en: 'Topic' },
          { zh: '形式', en: 'Form' },
          { zh: '适合', en: 'For' },
          { zh: '最近使用', en: 'Last used' },
          { zh: '审核编号', en: 'Approval' },
          { zh: '审核到期', en: 'Approved until' },
          { zh: '位置', en: 'Place' },
        ].map(say),
        sorted.map((piece) => [
          piece.topic,
          piece.form === 'video' ? say({ zh: '短视频', en: 'video' }) : say({ zh: '朋友圈', en: 'post' }),
          piece.tier === '' ? say({ zh: '不限', en: 'all' }) : say({ zh: `${piece.tier}类`, en: `tier ${piece.tier}` }),
          piece.used || '—',
          piece.approval || '—',
          standing(piece),
          piece.place,
        ]),
      ),
      ...(unused.length > 0
        ? [
            text(say({ zh: '已审核、还没用过：', en: 'Approved and not used yet:' })),
            list(unused.map(({ topic, place }) => `${topic} (${place})`)),
          ]
        : []),
    ];
  },
};

function attribute(stage: Stage, key: string): string | undefined {
  return stage.attributes.find((one) => one.key === key)?.value;
}

/** What stands behind the colon of the heading; else the script's title; else the heading itself. */
function topicOf(stage: Stage, script: Script): string {
  const [, topic] = /[:：]\s*(.+)$/u.exec(stage.title) ?? [];
  return topic ?? script.frontMatter?.model.title?.value ?? stage.title;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
