/** Texts of our own for measuring: rich in names, sums, dates, exceptions, and in scripts other than Latin. */

/** On the first the rules may be tuned; the second is only measured on. */
export const OWN_TEXTS: Readonly<Record<'tune' | 'held', string>> = {
  tune: `Nobody may offer custody of crypto-assets in the territory without a licence from the Office. The Office shall decide within 90 days of a complete application, unless it asks for further documents before that time. A licensed custodian must keep at least two copies of every register and shall not lend the assets of any client. Where a client asks for the return of assets, the custodian shall return them within ten days. Fees above 5 % of the value are prohibited, except for services that the client ordered in writing. Each custodian shall file its annual report with the Office before 31 March 2027 and publish the figures on its web site. The employees of a custodian may hold crypto-assets only with the permission of the employer.

No person, other than a bank, may issue electronic money that is redeemable in Korean won. Banks established in Japan, Korea and Switzerland may apply for the licence set out in Article 5(2), and the fee is USD 1.5 million. The Monetary Authority of Singapore granted 12 licences in 2025, three more than the Bank of England. An exchange whose turnover exceeds €250 million in two consecutive quarters shall appoint an auditor not later than 1 July 2026. The minister said it is not true that the central bank had proposed a ban on retail trading. The rate rose by 2.5 percentage points, from 10 per cent to 12.5 per cent, between January and June 2024. A company may refuse to open an account if the applicant fails to show a valid passport or tax number. The draft law is pending in parliament and has not entered into force. Trading platforms are prohibited from offering leverage of more than 1:2 to retail clients. Under section 12(1)(b) a foreign issuer must publish its white paper in the national language, and the Office may waive this duty. Members of the board shall hold no more than 3 % of the shares, and none of them may vote on his own pay. Transfers below $1,000 or its equivalent in euros need no prior notice, provided that the sender is known. The Court of Appeal of Delaware reversed the judgment of 14 May 2019 and sent the case back to the lower court. Only banks supervised by the Federal Office may keep reserves at the central bank, and no interest is paid on them. Electricity used for mining is taxed at 30 won for each kilowatt-hour, twice the rate for households. “Stablecoin” means a token whose value is tied to the US dollar, the euro or gold, and does not include deposits. The regulator’s decision doesn’t bind courts; however, judges must give it “due weight”. Losses of more than 500,000 crowns have to be reported within 24 hours after they become known.`,
  held: `A broker must not advise minors about tokens, and a parent may not consent on their behalf. Payment institutions in Norway and Brazil shall hold own funds of at least 350,000 euros, plus 2 % of the average payments of the last six months. Nothing in this chapter shall prevent the Treasury from issuing a digital pound. The Reserve Bank of India lifted the ban of April 2018 after the Supreme Court had found it to be excessive. Any person who fails to comply with an order under section 7(3)(a) is liable to a fine of up to £10,000 or to imprisonment for a term not exceeding two years. Unless the council decides otherwise, meetings are held in public and minutes are published within three weeks. Neither the issuer nor its agents may promise a return, and advertisements shall not compare tokens with savings. The levy amounts to ¥2,000 for each terminal and falls due on 15 September of every year. The licence lapses when the holder has not used it for more than twelve months. The supervisor may exempt small issuers from the duty to publish accounts, except where clients have lost money. It is unlawful for a foreign exchange to approach customers in the country, whether by post or by telephone. A fund may invest less than one tenth of its capital in Bitcoin and Ether, and never more than five per cent in any other token. The proposal of the European Commission was rejected by the Council on 3 December 2024 and is no longer pending. An auditor who is related to a director shall withdraw before the audit begins. The minister denied that the ministry had approved a national coin, and said that a decision would be taken in 2028. Clients shall be informed in advance of every change of fees; they may then close the account free of charge. The agency has no evidence that reserves were moved abroad. Providers shall refrain from charging fees for closing an account. At no time shall more than half of the reserve be held with one bank. Assets of clients are kept apart from those of the custodian and are not part of its estate. The Financial Services Commission may, after hearing the Bank of Korea, suspend trading for up to 10 business days. Schedule 2 lists the “permitted activities”; activities that are not listed there require a licence under Part IV. Interest on tokens is taxed as income from capital, and losses can be carried forward for four years only.`,
};

/** One case in full: what the source says, what a page says it says. */
export type WholeCase = {
  readonly category: string;
  readonly source: string;
  readonly quote: string;
  readonly label: 'same' | 'changed';
};

const scripts = (
  category: string,
  source: string,
  same: readonly string[],
  changed: readonly string[],
): WholeCase[] => [
  ...same.map((quote): WholeCase => ({ category: `script-${category}`, source, quote, label: 'same' })),
  ...changed.map(
    (quote): WholeCase => ({ category: `script-${category}-changed`, source, quote, label: 'changed' }),
  ),
];

/** Passages in other scripts and languages with true and false quotations. */
export const OTHER_SCRIPTS: readonly WholeCase[] = [
  ...scripts(
    'chinese',
    '任何组织和个人不得非法买卖数字货币。银行应当在三十日内向国家网信部门报告。违反本条例规定的，处五十万元以上五百万元以下罚款。',
    [
      '任何组织和个人不得非法买卖数字货币。',
      '任何组织和个人不得\n非法买卖数字货币',
      '银行应当在三十日内向国家网信部门报告',
      '银行应当在三十日内……向国家网信部门报告',
      '「银行应当在三十日内向国家网信部门报告」',
      '违反本条例规定的,处五十万元以上五百万元以下罚款。',
    ],
    [
      '任何组织和个人可以非法买卖数字货币。',
      '任何组织和个人不得合法买卖数字货币。',
      '银行应当在六十日内向国家网信部门报告',
      '银行可以在三十日内向国家网信部门报告',
      '违反本条例规定的，处五十万元以上五千万元以下罚款。',
      '个人得非法买卖数字货币',
      '非法买卖数字货币',
    ],
  ),
  ...scripts(
    'japanese',
    '何人も、内閣総理大臣の登録を受けた者でなければ、暗号資産交換業を行ってはならない。登録の申請は、三十日以内にしなければならない。',
    [
      '何人も、内閣総理大臣の登録を受けた者でなければ、暗号資産交換業を行ってはならない。',
      '登録の申請は、三十日以内にしなければならない',
      '『登録の申請は、三十日以内にしなければならない』',
    ],
    [
      '何人も、内閣総理大臣の登録を受けた者でなければ、暗号資産交換業を行ってもよい。',
      '登録の申請は、六十日以内にしなければならない',
      '登録の申請は、三十日以後にしなければならない',
    ],
  ),
  ...scripts(
    'korean',
    '가상자산사업자는 금융위원회에 신고하여야 한다. 다만, 은행은 그러하지 아니하다. 신고는 30일 이내에 하여야 한다.',
    [
      '가상자산사업자는 금융위원회에 신고하여야 한다.',
      '가상자산사업자는 금융위원회에 신고하여야 한다'.normalize('NFD'),
      '신고는 30일 이내에 하여야 한다.',
    ],
    [
      '가상자산사업자는 금융위원회에 신고하지 아니하여도 된다.',
      '신고는 60일 이내에 하여야 한다.',
      '은행은 금융위원회에 신고하여야 한다.',
    ],
  ),
  ...scripts(
    'arabic',
    'لا يجوز لأي شخص إصدار عملة رقمية إلا بترخيص من البنك المركزي. ويجب على البنوك إبلاغ السلطة خلال 30 يوما من تاريخ العملية.',
    [
      'لا يجوز لأي شخص إصدار عملة رقمية إلا بترخيص من البنك المركزي.',
      'ويجب على البنوك إبلاغ السلطة خلال 30 يوما',
      '\u200Fويجب على البنوك إبلاغ السلطة خلال 30 يوما\u200F',
      'ويجب  على البنوك\u00A0إبلاغ السلطة',
    ],
    [
      'يجوز لأي شخص إصدار عملة رقمية إلا بترخيص من البنك المركزي.',
      'ويجب على البنوك إبلاغ السلطة خلال 60 يوما',
      'ويجوز على البنوك إبلاغ السلطة خلال 30 يوما',
    ],
  ),
  ...scripts(
    'hebrew',
    'לא ינפיק אדם מטבע דיגיטלי אלא ברישיון מאת הבנק המרכזי. הבנק ידווח לרשות בתוך 30 ימים מיום העסקה.',
    [
      'לא ינפיק אדם מטבע דיגיטלי אלא ברישיון מאת הבנק המרכזי.',
      'הבנק ידווח לרשות בתוך 30 ימים',
      '\u200Fהבנק ידווח לרשות בתוך 30 ימים',
    ],
    [
      'ינפיק אדם מטבע דיגיטלי אלא ברישיון מאת הבנק המרכזי מיד.',
      'הבנק ידווח לרשות בתוך 90 ימים',
      'הבנק לא ידווח לרשות בתוך 30 ימים',
    ],
  ),
  ...scripts(
    'persian',
    'هیچ شخصی نمی\u200Cتواند بدون مجوز بانک مرکزی رمزارز صادر کند. بانک\u200Cها باید ظرف ده روز گزارش دهند.',
    [
      'هیچ شخصی نمی\u200Cتواند بدون مجوز بانک مرکزی رمزارز صادر کند.',
      'بانک\u200Cها باید ظرف ده روز گزارش دهند',
      'بانکها باید ظرف ده روز گزارش دهند',
    ],
    [
      'هیچ شخصی می\u200Cتواند بدون مجوز بانک مرکزی رمزارز صادر کند.',
      'بانک\u200Cها باید ظرف دو روز گزارش دهند',
    ],
  ),
  ...scripts(
    'russian',
    'Банки не вправе хранить цифровую валюту за свой счёт. Лицензия выдаётся на пять лет и стоит 1 500 рублей.',
    [
      'Банки не вправе хранить цифровую валюту за свой счёт.',
      '«Лицензия выдаётся на пять лет и стоит 1\u00A0500 рублей»',
      'Банки не вправе хранить цифровую валюту за свой счет.',
    ],
    [
      'Банки вправе хранить цифровую валюту за свой счёт.',
      'Лицензия выдаётся на шесть лет и стоит 1 500 рублей',
      'Лицензия выдаётся на пять лет и стоит 1 500 долларов',
      'Бaнки не вправе хранить цифровую валюту за свой счёт.',
    ],
  ),
  ...scripts(
    'german',
    'Banken dürfen Kryptowerte nicht für eigene Rechnung halten. Die Erlaubnis gilt für fünf Jahre; die Behörde kann sie gemäß § 12 Absatz 3 verlängern.',
    [
      'Banken dürfen Kryptowerte nicht für eigene Rechnung halten.',
      '„Die Erlaubnis gilt für fünf Jahre“',
      'Die Erlaub-\nnis gilt für fünf Jahre; die Behörde kann sie',
      'die Behörde kann sie gemäß §\u00A012 Absatz 3 verlängern',
      'Banken dürfen Kryptowerte nicht'.normalize('NFD'),
    ],
    [
      'Banken dürfen Kryptowerte für eigene Rechnung halten.',
      'Die Erlaubnis gilt für zehn Jahre',
      'die Behörde muss sie gemäß § 12 Absatz 3 verlängern',
      'die Behörde kann sie gemäß § 13 Absatz 3 verlängern',
      'Banken müssen Kryptowerte nicht für eigene Rechnung halten.',
    ],
  ),
  ...scripts(
    'french',
    'Nul ne peut offrir un service sur actifs numériques sans l’agrément de l’Autorité. Le délai est de trente jours ; il peut être prolongé.',
    [
      'Nul ne peut offrir un service sur actifs numériques sans l’agrément de l’Autorité.',
      '« Le délai est de trente jours\u00A0; il peut être prolongé. »',
      "Nul ne peut offrir un service sur actifs numériques sans l'agrément de l'Autorité.",
    ],
    [
      'Le délai est de soixante jours ; il peut être prolongé.',
      'Le délai est de trente jours ; il ne peut être prolongé.',
      'Nul ne peut offrir un service sur actifs numériques avec l’agrément de l’Autorité.',
    ],
  ),
];
