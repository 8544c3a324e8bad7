/** Fictional scripts of the four shapes that the reference shows: talk, objections, posts, and one in English. */
export const TALK = `---
{title: 新婚家庭首次面谈, market: CN, plan: chen-family.plan.yaml, cast: {先生: 陈先生, 助理: {name: 小何, role: agent}}}
---
# 破冰
代理人：{{客户称呼}}，婚礼之后总算能歇一歇了吧？
客户：是啊，现在开始盘算以后的日子。
代理人：身边刚成家的朋友，最常被哪件事打乱计划？
> 记录：刚结婚，两人都工作，租房
# 需求分析
代理人：假如其中一位半年不能上班，房租和日常开支从哪里来？
先生：可能要动存款。
? 还没有存款
  代理人：那我们先看每个月能留出多少，您打算怎么安排？
? 存款够两年
  代理人：很扎实。两年之后呢，
    您希望家里是什么样子？
代理人：今天只聊情况，下周我把想法画出来一起看，好吗？
`;

export const OBJECTIONS = `---
{title: 常见顾虑, market: CN, catalog: demo-life.catalog.yaml}
---
# 异议处理
客户：我想一想。
? 手头有点紧
  代理人：您最近开支不小（观察），怕再添负担（感受），希望保障不断档（需求），先从核心的一份看起（请求），好吗？
  > 拒绝原因：只算了一个人的收入
? 分红到底有多少
  代理人：@产品(demo-par) 写进合同的部分按条款给付 @条款(demo-par#3.2)，分红部分不确定 [[披露：分红不确定]]。
? 我和家人商量
  -> 再约时间
# 再约时间 {closing}
代理人：应该的，周日我带上条款，一起把免责看一遍。[[披露：责任免除]]
`;

export const POSTS = `---
{title: 五月内容, market: CN, catalog: demo-life.catalog.yaml, agent: {name: 何静, company: 示例保险公司, licence: "(证号)"}}
---
# 朋友圈
四十岁的邻居住院，医疗险按合同报销了三万元。@案例(公司年度理赔报告，已脱敏)
风险提示：免赔额以内和既往症不赔，以合同条款为准。[[披露：责任免除]]
想知道自己的缺口有多大？私信我要自测表。
@署名()
# 短视频 {video max=45s}
[画面] 雨天的斑马线
代理人：意外险先看三件事。
[字幕] 保什么、不保什么，请看条款 [[披露：责任免除]]
@署名()
`;

export const ENGLISH = `---
{title: A second meeting, market: SG, lang: en, plan: lim.plan.yaml, catalog: demo-sg.catalog.yaml}
---
# Presentation
Agent: Last time you ranked the flat first. Which wall worries you most today?
Client: Losing my income.
Agent: @product(demo-term) adds cover until 65 @clause(demo-term#3.1). It excludes the first-year cases in the contract. [[disclosure:exclusions]]
# Objections
Client: Can it wait?
? Cash is tight
  Agent: The move cost a lot (observation) and it feels heavy (feeling). You want the flat safe (need). Shall we start small (request)?
  -> Closing
# Closing
Agent: Please answer the health questions yourself. [[disclosure:health-declaration]]
`;

export const SCRIPTS = { TALK, OBJECTIONS, POSTS, ENGLISH };
