/// The style sheet of a page: screen, telephone and A4.
enum PageStyle {
    /// Its text.
    static let text = """
        :root{color-scheme:light;--ink:#1d2733;--faint:#52606d;--rule:#d5dbe1;--wash:#f4f6f8;--link:#005a94}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;color:var(--ink);background:#fff;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
        header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1.25rem}
        h1,h2,h3{line-height:1.25;margin:0 0 .5rem;overflow-wrap:break-word}
        h1{font-size:1.15rem;color:var(--faint);font-weight:600}
        h2{font-size:1.35rem}
        h3{font-size:1.1rem}
        p,li,figcaption,td,th{overflow-wrap:break-word}
        p{margin:0 0 .75rem;max-width:50rem}
        ul{margin:0 0 .75rem;padding-left:1.25rem;max-width:50rem}
        li{margin-bottom:.35rem}
        a{color:var(--link)}
        .question{font-size:1.25rem;line-height:1.4;font-weight:600}
        .answer{font-size:1.25rem;line-height:1.4;border-left:.3rem solid #0072b2;padding-left:.9rem}
        .aside{font-size:.9rem;color:var(--faint)}
        .eyebrow{margin:0 0 .2rem;font-size:.85rem;font-weight:600;letter-spacing:.03em;color:var(--faint)}
        nav{display:flex;flex-wrap:wrap;gap:.15rem .9rem;font-size:.9rem;padding:.4rem 0;border-top:1px solid var(--rule);\
        border-bottom:1px solid var(--rule);margin-bottom:1rem}
        section{padding-bottom:1.75rem;margin-bottom:1.5rem;border-bottom:1px solid var(--rule)}
        figure{margin:0 0 1rem}
        figcaption{font-size:.9rem;color:var(--faint);max-width:50rem;margin-top:.5rem}
        svg{display:block;width:100%;height:auto;max-width:62rem}
        svg.narrow{display:none}
        svg:focus-visible,.scroll:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible\
        {outline:3px solid #e69f00;outline-offset:2px}
        [data-t].on{stroke:#000;stroke-width:2.5}
        .scroll{overflow-x:auto;max-width:100%}
        .scroll+h3,p+h3{margin-top:1.5rem}.scroll+p{margin-top:.75rem}
        .scroll:has(.tall){max-height:34rem;overflow-y:auto;border:1px solid var(--rule)}
        table{border-collapse:collapse;font-size:.9rem;width:100%;font-variant-numeric:tabular-nums}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .captioned caption{position:static;width:auto;height:auto;clip-path:none;text-align:left;font-size:.85rem;\
        color:var(--faint);padding:.25rem .35rem}
        .dense{font-size:.82rem}
        .dense th,.dense td{padding:.3rem .35rem}
        .stacked small{display:block;font-size:1em;color:var(--faint)}
        .cards small{font-size:.85em}
        .cards td{white-space:normal}
        .dense tbody th,.dense thead th:first-child{min-width:5rem}
        code{font-size:.92em}
        .n{white-space:nowrap}
        th,td{padding:.35rem .5rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule)}
        td{white-space:nowrap}
        thead th{background:var(--wash);vertical-align:bottom}
        .tall thead th{position:sticky;top:0;z-index:1}
        tbody th,thead th:first-child{text-align:left;font-weight:600;min-width:8rem}
        .words td{text-align:left;white-space:normal}
        .words thead th{text-align:left}
        .cards tbody th{min-width:9rem}
        .cards:not(.words){font-size:.85rem}
        .words td:last-child{min-width:16rem;width:45%}
        th button{all:unset;cursor:pointer;display:inline-block}
        th button:focus-visible{outline:3px solid #e69f00}
        th button::after{content:"\\a0\\2195";color:var(--faint)}
        th[aria-sort=ascending] button::after{content:"\\a0\\2191"}
        th[aria-sort=descending] button::after{content:"\\a0\\2193"}
        details{margin:.5rem 0}
        summary{cursor:pointer;color:var(--link);padding:.2rem 0}
        details.others{border-top:1px dashed var(--rule);padding-top:.5rem}
        details.others figure{margin-top:1.25rem}
        .tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0;font-size:.9rem}
        .tools button,.tools input{font:inherit;padding:.25rem .6rem;border:1px solid #8a96a1;border-radius:.25rem;\
        background:#fff;color:var(--ink)}
        .tools input{max-width:100%}
        #tip{position:fixed;z-index:9;max-width:20rem;padding:.4rem .6rem;font-size:.85rem;line-height:1.35;background:#1d2733;\
        color:#fff;border-radius:.25rem;pointer-events:none}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:.5rem;top:.5rem;background:#fff;padding:.3rem}
        .printed{display:none}
        footer{font-size:.9rem;color:var(--faint);padding-bottom:2rem}
        @media screen and (max-width:640px){
        header,main,footer{padding-left:.9rem;padding-right:.9rem}
        svg.wide{display:none}
        svg.narrow{display:block}
        .question,.answer{font-size:1.1rem}
        h2{font-size:1.2rem}
        nav{flex-wrap:nowrap;overflow-x:auto;white-space:nowrap}
        .cards thead{position:absolute;left:-99rem}
        .cards,.cards tbody,.cards th,.cards td{display:block;width:auto;min-width:0!important}
        .cards tr:not([hidden]){display:grid;grid-template-columns:1fr 1fr;gap:.15rem .75rem;\
        border-bottom:1px solid var(--rule);padding:.5rem 0}
        .cards th,.cards td{border:0;padding:0;text-align:left;white-space:normal!important}
        .cards td::before{content:attr(data-l);color:var(--faint);display:block;font-size:.85em;line-height:1.2}
        .cards tbody th,.cards.words td:last-child{grid-column:1/-1}
        .cards td:empty{display:none}
        }
        @media screen and (min-width:900px){
        .cards:not(.words) td{white-space:nowrap}
        }
        @page{size:A4;margin:15mm}
        @media print{
        html{font-size:12.5px}
        body{font-size:9.5pt}
        header,main,footer{max-width:none;padding:0}
        nav,.tools,.skip,#tip,details:not([open]),.scroll:has(.long){display:none!important}
        .printed{display:block}
        svg.wide{display:block;max-height:225mm}
        svg.narrow{display:none}
        section{padding-bottom:4mm;margin-bottom:4mm}
        .whole,tr,figcaption{break-inside:avoid}
        h1,h2,h3,.eyebrow{break-after:avoid}
        thead{display:table-header-group}
        .scroll,.scroll:has(.tall){overflow:visible;max-height:none;border:0}
        table,.cards:not(.words){font-size:7.5pt}
        .dense{font-size:7pt}
        .dense th,.dense td{padding:.2rem .25rem}
        .words td{white-space:normal}
        .tall thead th{position:static}
        th button{display:contents}
        th button::after{content:none!important}
        .scroll:has(.tall){break-before:page}
        .words td:last-child{min-width:0;width:60%}
        .words tbody th,.cards tbody th{min-width:0}
        a{color:inherit;text-decoration:none}
        }
        """
}
