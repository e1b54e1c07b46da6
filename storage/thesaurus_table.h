#pragma once

#include <array>
#include <string_view>

/// What people who work between sectors say for one thing, and which words say little. English;
/// words of other languages match as they are. Data of storage/thesaurus.cc alone.
namespace crosstalk::thesaurus {

/// Words and phrases for one thing, separated by commas, in lower case. `strength` is how much one
/// says the other: 1 would be the same word.
struct Row {
  double strength;
  std::string_view words;
};

constexpr double kSame = 0.85;
constexpr double kClose = 0.6;
constexpr double kNear = 0.3;

// clang-format off
inline constexpr std::array kRows = {
    // Papers and rules
    Row{kSame, "agreement,agreements,information sharing agreement,data sharing agreement,isa,"
               "isas,dsa,dsas,information sharing protocol,data sharing protocol,"
               "sharing protocol,sharing agreement,memorandum of understanding,mou,mous,"
               "data processing agreement,protocol,contract"},
    Row{kClose, "agreement,isa,protocol,paperwork,paper,piece of paper,document,deal,terms,form,"
                "clause,schedule,treaty,charter"},
    Row{kSame, "sign,signed,signature,sign up,sign off,signed up,ink,ink is dry,countersign,"
               "put pen to paper,initialled,put their name to,put our name to,put his name to,"
               "put her name to,over the line,executed,ratified,ratify,dotted line,"
               "formally agreed,rubber stamped,signatory,all parties"},
    Row{kClose, "sign,signed,approve,approved,adopted,finalised,finalise,completed,done deal,"
                "agreed,handshake"},
    Row{kSame, "template,model,standard,boilerplate,off the shelf,off-the-shelf,pro forma,"
               "proforma,blueprint,ready made,specimen,exemplar,master copy,skeleton,pattern,"
               "starter pack,sample,fill in the blanks,fill in the gaps,standard wording,"
               "standard clauses,same wording,same text,same document,base document,first draft,"
               "model text,pre-approved,copy and paste,cut and paste,one for everyone,"
               "one for all,national version,nationally agreed"},
    Row{kClose, "standard,common,single,uniform,universal,consistent,generic,unified,standardise,"
                "standardised,standardized,kitemark,blessed,endorsed,approved,reuse,borrow,"
                "recycle,duplicate,duplication,the same,every partner,each partner,every area,"
                "each area,core,copied,different versions,forty versions,versions,wasting,wasted,"
                "each one,all different,all slightly different,slightly different,home made,"
                "homemade"},
    Row{kSame, "start,begin,starting point,from scratch,blank page,blank sheet,"
               "reinvent the wheel,reinventing,reinvent,basis,baseline,ground up,first draft,"
               "kick off,build on,head start,invent,launch pad,springboard,wheel,afresh,anew,"
               "square one"},
    Row{kSame, "lawyer,solicitor,legal team,legal department,counsel,barrister,legal,attorney,"
               "law firm,legals"},
    Row{kClose, "legal,law,lawful,legislation,statute,statutory,act of parliament,gateway,powers,"
                "legal basis,legally"},
    Row{kClose, "lawyer,legal,redraft,rewrite,reword,wording,clause,draft,negotiate,amend,haggle,"
                "mark up,fee,fees,hourly,billed,comma,commas,argue over,drafting,rewrote"},
    Row{kSame, "guidance,guideline,guide,handbook,manual,rulebook,toolkit,code of practice,"
               "guidebook,advice note,instructions,best practice,how-to,user guide,crib sheet,"
               "cheat sheet"},
    Row{kClose, "guidance,advice,document,circular,leaflet,publication,booklet,policy,"
                "instruction,briefing,pdf,faq,manual,rule,rules,binder,folder,annex,appendix,"
                "appendices,chapter,footnote,website,checklist,flow chart,flowchart,"
                "decision tree,poster,laminated,cross reference,codes,publish,published,toolkits,"
                "put out,new versions,every version,another code,annexes,forty links"},
    Row{kSame, "short,brief,concise,less of it,want less,less text,less paper,fewer,succinct,snappy,one page,single page,one side,side of a4,"
               "two pages,one pager,two sides,half a page,cut down,slim,slim down,trim,condense,"
               "shrink,boil down,pared,crisp,summary,pocket,shorten,summarise,postcard,"
               "back of an envelope,nutshell,less is more,thinner,compress,cut it down,brevity,"
               "shortened,cut it,crib sheet,cheat sheet,flow chart,flowchart,few lines,"
               "bullet points,prune,halve"},
    Row{kClose, "short,long,lengthy,thick,pages,page,wordy,long winded,too many,paragraphs,"
                "volume,heavy,dense,huge,weighty,fewer,less,endless,reams,tome,doorstop,"
                "pages long,hundreds of pages,pile,stack,heap,mountain,overload,swamped,drowning,"
                "inundated,binder,binders,annex,epic,time to read,wade,wade through,"
                "plough through,bullet,boil it down,keeping up,overlapping,text,scroll,"
                "heavy going,cut down on,dozen,every week,new one every,another one"},
    Row{kSame, "simple,simplify,straightforward,plain english,plain language,easy,easy read,"
               "easy to read,understandable,readable,digestible,user friendly,simplicity,"
               "plain words,everyday language,ordinary words,normal words,in english,layman,"
               "plain advice,idiot proof,traffic light,yes or no,no jargon,human language,"
               "legible,plainer,plain,simple language,plain terms,in simple,simple terms,"
               "clear english,easy read style"},
    Row{kClose, "simple,complicated,complex,complexity,confusing,confuse,jargon,impenetrable,"
                "baffling,clear,legalese,understand,make sense,unreadable,gobbledygook,"
                "bewildering,contradict,acronyms,incomprehensible,gibberish,woolly,double dutch,"
                "hard to follow,convoluted,obscure,technical language,written for lawyers,"
                "intelligible,decipher,head round,gave up,puzzle"},
    Row{kSame, "read,reading,wade through,plough through,get through,digest"},
    Row{kSame, "governance,information governance,ig,caldicott,caldicott guardian,compliance,"
               "dpo,data protection officer,oversight,assurance,ig lead,ig team,"
               "information officer"},
    Row{kClose, "governance,rule,rules,regulation,board,committee,structure,process,procedure,"
                "policy,control,framework,accountability,audit,bureaucracy,red tape,paperwork,"
                "protocols,law"},
    Row{kSame, "privacy,confidential,confidentiality,data protection,gdpr,dpa,"
               "data protection act,private"},
    Row{kSame, "consent,permission,opt out,opt in,authorisation,authorise"},
    // Sharing
    Row{kSame, "share,sharing,exchange,pass on,passed on,hand over,pool,pooled,disclose,"
               "disclosure,join up,joined up,joined-up,release,divulge,open up,swap,link up,"
               "linked,data flow,data flows,pass information,sharing information,"
               "information sharing,data sharing"},
    Row{kClose, "share,send,give,transfer,show,see,access,tell,supply,hand,flow,passed,pass,"
                "request,feed,extract,list,look,let the data go,told"},
    Row{kSame, "data,information,info,dataset,data set,record,intelligence,file,details,"
               "case notes,spreadsheet"},
    Row{kSame, "patient record,shared record,shared care record,care record,summary care record,"
               "single record,electronic record,health record,medical record,joint record,"
               "my record,case file"},
    Row{kClose, "happen,flow,move,work,go,get going,take off,progress,result,practice,reality,"
                "on the ground,deliver,real life,actually"},
    Row{kSame, "stuck,stall,stalled,blocked,standstill,no progress,gather dust,gathering dust,"
               "dust,in a drawer,in the drawer,bottom drawer,drawer,filing cabinet,on the shelf,"
               "on a shelf,dormant,untouched,unused,never used,nothing happened,nothing happens,"
               "nothing flows,nothing moved,nothing moves,nothing has moved,nothing has changed,"
               "nothing changed,nothing since,nothing has been shared,nothing is shared,no data,"
               "no data moves,zero,nil,deadlock,gone nowhere,going nowhere,got nowhere,"
               "came of it,nowhere,dead letter,waste of paper,on paper,only on paper,"
               "in name only,lip service,window dressing,no further forward,no nearer,shrug,"
               "made no difference,no difference,never opened,not a single,not one record,"
               "still by fax,still fax,still nothing,worth the paper,same as before,yet to,"
               "heard of it,still faxing,no one uses,nobody uses,no feed,not flowing,stalemate,"
               "it hasn't,it has not,still don't,still won't,still can't,don't receive,"
               "do not receive,receive nothing,hasn't arrived,has not arrived,still no,"
               "no sign of,not a thing,a blind bit,ignored,not happening,not happened,"
               "hasn't happened,hasn't followed,never happened,never arrived,never came,"
               "sits in a,sitting in a,waste of time,might as well,tick box,box ticked"},
    Row{kClose, "stuck,wait,waiting,delay,late,still not,obstacle,barrier,hurdle,held up,slow,"
                "stop,hold up,stopped,in the way,drag,halt,blockage,refuse,refused,reluctant,"
                "nothing,empty,silence,unchanged,still,excuse,problem was never,"
                "never the problem,never the obstacle"},
    Row{kSame, "unblock,unstuck,free up,sorted,sort out,sorted out,solved,solve,resolved,"
               "resolve,untangle,breakthrough,cracked,unlock,unlocked,blockage,logjam,log jam,"
               "thaw,ironed out,dissolved,melted,evaporated,ice,stalemate,delays halved,halved,"
               "ended"},
    Row{kClose, "move,moving,flow,unblock,unlock,sort out,solved,get things done,gets done,quick,"
                "faster,fast,speed,speedy,quickly,in no time,straight away,half an hour,same day,"
                "overnight,within the hour,ten minutes,five minutes,two minutes,an hour,"
                "sail through,referral,answer,reply,came through,started,dried up,same afternoon,"
                "next day,instant,minutes,prompt,swift,smooth"},
    Row{kSame, "too much,overshare,oversharing,over-sharing,shared too much,gave too much,"
               "more than they should,said too much,gave away,share too much,gave out"},
    // Fear and trust
    Row{kSame, "fear,afraid,scared,frightened,terrified,worry,worried,nervous,anxious,anxiety,"
               "dread,petrified,wary,dare,timid,apprehensive,fearful,paranoid,paralysed,uneasy,"
               "cold feet,nerves,panic,fright,frighten,scare,spooked,frozen with,losing sleep,"
               "lose sleep,sleepless,dared,nightmare,twitchy,jittery"},
    Row{kSame, "blame,blamed,scapegoat,carry the can,fault,take the fall,hung out to dry,"
               "finger pointing,culpable,in trouble,cover their backs,covering their backs,"
               "cover our backs,cover your back,cover his back,cover her back,fall guy,"
               "get it in the neck,held responsible,liable,liability,on the hook,"
               "personally liable,take the rap,in the firing line,fingers pointed,"
               "stick their neck out,neck on the line,neck,told off,held to account,"
               "take the blame,my name on it,his name on it,her name on it,name in the paper,"
               "career over"},
    Row{kClose, "fear,afraid,risk,risky,risk averse,risk aversion,averse,caution,cautious,blame,"
                "blamed,sued,sue,fine,fined,sacked,sack,breach,ico,information commissioner,"
                "headline,front page,newspaper,press,media,scandal,disciplinary,disciplined,"
                "prosecuted,penalty,go wrong,goes wrong,went wrong,gets it wrong,get it wrong,"
                "got it wrong,defensive,on the line,lose their job,lose his job,lose her job,"
                "lose my job,losing their job,losing his job,losing her job,lose my licence,"
                "punished,in court,reprimand,safe side,safest,play safe,play it safe,say no,"
                "says no,dangerous,struck off,registration,career,tribunal,inquiry,inquest,"
                "coroner,daily mail,end up in,just in case,better safe than sorry,overcautious,"
                "exposed,refuse,refuses,refusing,overstep,burnt,rap on the knuckles,safer,"
                "nobody wants to be,no one wants to be,doesn't want to be,sit on their hands,"
                "hides behind,hide behind,hiding behind,clam up,clammed up,nobody dares,bury,"
                "jail,prison,mistake,said no,rather not,decline,declined,won't tell,"
                "wouldn't tell,would not tell,cannot tell,dare not,keep quiet,kept quiet,"
                "sat on it,sit on it,hold back,held back,withhold,withheld,tight lipped,"
                "refused to,both ways,either way,lose,job"},
    Row{kSame, "headline,front page,newspaper,press,media,daily mail,journalist,tabloid"},
    Row{kSame, "trust,trusted,trusting,confidence,faith,rely,believe in,mistrust,distrust,"
               "good faith,suspicion,suspicious"},
    Row{kSame, "culture,mindset,mind set,attitude,behaviour,behavior,habit,hearts and minds,"
               "ethos,values,belief,ways of working,way of working,how we do things,"
               "way we do things,cultural,mentality,psychology,how people see it,people problem,"
               "people issue,human,silo,silos,territorial,turf,turf war,them and us,us and them,"
               "tribal,tribe,ingrained,unwritten rule,unwritten rules,state of mind,"
               "inside people's heads,in people's heads,the way people think,norm,always done,"
               "in our heads,in their heads,between the ears,frame of mind,precious about,"
               "possessive"},
    Row{kClose, "culture,habit,human,willingness,willing,unwilling,reluctance,reluctant,think,"
                "feel,wrong,belief,believe,tradition,custom,used to,instinct,head,guard,"
                "precious,protective,openness,appetite,taboo,nosy,prying,snooping,suspicion,"
                "pride,ego,psychological,mind,not mine,not my,permission,open it,opens it,"
                "opened it,uses it,use it,look at it,switched on,respect,equals,amateur,amateurs,"
                "second class,taken seriously,look down,looked down on,regard us,treat us,"
                "treated as,snobbery,status,outsider,outsiders,them lot,don't see us,old guard,"
                "old habits,heads down,it's not the,not the law,grown up,reflex,default"},
    // Systems
    Row{kSame, "technology,tech,it system,ict,software,system,computer,platform,digital,app,"
               "application,interface,kit,database,information technology,it systems,technical,"
               "server,tool,gadget,technological,infrastructure,portal"},
    Row{kClose, "technology,system,log in,log on,login,log-in,password,screen,machine,cloud,api,"
                "interoperable,interoperability,supplier,vendor,upgrade,laptop,plumbing,button,"
                "viewer,rolled out,roll out,installed,switch on,connected,licence,works fine"},
    // Talk
    Row{kSame, "talk,talking,speak,spoke,spoken,conversation,chat,discuss,discussion,dialogue,"
               "communicate,communication,face to face,face-to-face,word with,chatting,natter,"
               "spoke to,speak to,talk to each other"},
    Row{kClose, "talk,one floor,on one floor,share a kitchen,phone,ring,rang,call,meet,met,coffee,kitchen,tea,cup of tea,cuppa,brew,"
                "pint,sandwich,canteen,same room,same office,same floor,same building,"
                "same corridor,shared office,share an office,co-located,colocated,co-location,"
                "sit together,sat together,sat down,sit down,sit down together,pick up the phone,"
                "picked up the phone,put a face to a name,faces to names,names to faces,face,"
                "by name,first name,first names,know each other,knew each other,got to know,"
                "get to know,in person,relationship,side by side,next to,next door,desk,lunch,"
                "introduced,introduce,rapport,personal,corridor,biscuit,kettle,round a table,"
                "round the table,around a table,around the table,personal contact,contact,"
                "counterpart,opposite number,huddle,away day,shadow,shadowing,swapped numbers,"
                "mobile number,knew who to ring,know who to ring,who to ring,friend,mates,"
                "knew the,met the,car share,human contact,in touch,office,informal,cake,cakes,"
                "breakfast,barbecue,walk,sits in,across the table,had it out,round the door,"
                "put their head round,popped in,pop in,knowing who to ask,who to ask,"
                "know who to call,relationships,open day,met up,turned up,shared a lift,"
                "sat next to each other,same table,got talking,got together,get together,"
                "in the room,in one room,shook hands,first name terms,on first name terms,"
                "mobile numbers"},
    Row{kSame, "phone,telephone,ring,rang,pick up the phone,picked up the phone,phone call,dial,"
               "mobile"},
    Row{kSame, "each other,one another,together,mutual"},
    Row{kSame, "partner,partnership,jointly,joint,collaborate,collaboration,multi-agency,"
               "multiagency,integrated,integration,cooperate,cooperation,co-operation,team up,"
               "cross agency,interagency,multidisciplinary"},
    Row{kNear, "email,emails,letter,letters,in writing,formal channels,formal request"},
    // Freedom and place
    Row{kSame, "freedom,free,autonomy,autonomous,independence,independent,discretion,latitude,"
               "leeway,elbow room,room for manoeuvre,freer,free hand,free rein,liberty,"
               "own decisions,decide for themselves,decide for myself,decide for yourself,"
               "get on with it,got on with it,got on with things,get on with things,just get on,"
               "just got on,just do it,just did it,own boss,empowered,scope,off his own bat,"
               "off her own bat,off their own bat,off my own bat,own initiative,initiative,"
               "carte blanche,without asking,crack on,cracked on,decide on the spot,"
               "use my judgement,own judgement,call my own,my own call,make up my own mind,"
               "make decisions,made decisions,free to decide,run with it,run with an idea,"
               "own steam,under my own steam"},
    Row{kClose, "freedom,flexible,flexibility,permission,ask permission,hands tied,tied,"
                "constrained,constraint,allowed,control,restricted,micromanaged,bureaucracy,"
                "hierarchy,sign-off,layers,approval,chain of command,trusted to,straitjacket,"
                "straightjacket,shackled,restrictive,rigid,committee,committees,signatures,"
                "three signatures,cabinet paper,red tape,hoops,up the chain,run it past,"
                "clear it with,delegated,delegation,wings,leash,tiers,escalate,permission to,"
                "countersigned,authorised,nimble,paper to committee,forms in triplicate,"
                "powerless,how little,report to committee,democratic process,allowed to,"
                "member approval,short lead,short leash,tight rein,reins,nanny,second guessed,"
                "second guess,ask upstairs,upstairs,from on high,rubber stamp,countersignature,"
                "chain of approval,order a"},
    Row{kSame, "decide,decision,choose,choice,judgement,judgment,make the call,determine,ruling,"
               "call the shots"},
    Row{kClose, "decide,decision,approve,approval,sign-off,agree,act,action,mandate,answer"},
    Row{kSame, "act,action,do,take action,get things done"},
    Row{kSame, "politics,political,politically,politician,election,elections,elected,electoral,"
               "vote,voter,voters,ballot,polling day,poll,polls,purdah,pre-election,"
               "pre election period,manifesto,campaign,electorate,party,re-election,reelection,"
               "politicised,local elections,may elections,constituents,by-election,byelection,"
               "hustings,seats are up,seats up,up for election,no overall control,"
               "change of control,new administration,electioneering,marginal"},
    Row{kClose, "political,councillor,cllr,elected member,elected members,ward member,"
                "ward members,members,cabinet,leader,cabinet member,portfolio holder,mayor,"
                "administration,full council,opposition,majority,chamber,scrutiny,portfolio,"
                "labour,conservative,tory,seats,lead member,controversial,announce,announcement,"
                "group leader,ward,unpopular,vote winner,democratic,new leader,sensitive,"
                "chairs scrutiny,backbencher,backbenchers,whip,ballot box,campaigning,reshuffle,"
                "sworn in,town hall politics,party line,group meeting,group meetings,manifestos,"
                "votes"},
    Row{kSame, "clock,calendar,cycle,timetable,timing,pace,rhythm,tempo,term of office,"
               "four years,season,time scale,timescale,electoral cycle,countdown"},
    Row{kClose, "clock,deadline,schedule,pause,paused,postpone,postponed,wait until,on hold,"
                "until after,hold off,shelved,put off,delay,delayed,freeze,frozen,may,"
                "between now and may,until may,after may,before may,the wait,quiet until,"
                "stand still,parked,kicked into,long grass,nothing until,nothing before,"
                "nothing new,go quiet,went quiet,till after,until the,won't touch it,"
                "will not touch it,not until,wait for the,waiting for the,every four years,"
                "four year,wait till,cannot start until,can't start until,six weeks,pre"},
    Row{kSame, "national,nationally,nationwide,central,centrally,whitehall,westminster,ministry,"
               "minister,ministers,government,central government,department of health,"
               "nhs england,the centre,the center,country,countrywide,england,"
               "secretary of state,parliament,civil servants,downing street,doh,top down,"
               "civil service"},
    Row{kClose, "national,from the centre,from above,the top,from the top,department,headquarters,"
                "london,regulator,at the top,on high,departments,policy makers"},
    Row{kSame, "direction,steer,strategy,vision,lead,leadership,directive,mandate,north star,"
               "line to take,clear line,single message,one message,one voice,single voice,"
               "policy direction,one line,single line,same hymn sheet,hymn sheet,song sheet,"
               "marching orders,compass,road map,roadmap,what good looks like,what is expected,"
               "what they expect,expected of us,off the fence,one answer,single answer,"
               "same answer,speak with one voice,clear steer,which way,"
               "pull in different directions,different directions,one story,set out,same thing,"
               "tell us all,somebody decide,someone decide,say one thing,says one thing,"
               "one thing and,pick one,make their mind up,making up their mind,make up its mind,"
               "clear answer,straight answer,definitive answer,line from,from the centre"},
    Row{kClose, "direction,instruct,tell us,say,expect,expectation,instruction,message,position,"
                "signal,answer,priority,contradictory,conflicting,mixed messages,mixed signals,"
                "aim,goal,picture,guide,in charge,say so,once and for all,conflict,contradict,"
                "statement,clearer,one sentence,different answers,three answers,different things,"
                "conflicting advice,plan,stop changing,make up their minds,their mind"},
    Row{kSame, "clear,clarity,clearly,unambiguous,plainly,plain,explicit,definitive,unequivocal,"
               "certainty,once and for all,spell out,spelled out,spelt out,black and white,"
               "no ifs,crystal"},
    Row{kSame, "one,single,unified,one single,just one,sole,only one,once"},
    Row{kSame, "fit,adapt,adapted,tailor,tailored,adjust,bespoke,customise,customised,tweak,"
               "flex,localise,localised,shape,own version,our own version,make it our own,"
               "make it their own,one size fits all,one size,suit,mould,modify,bend,"
               "local variation,made to measure,design around,designed around,design it around,"
               "our own way,our way,their own way,in our own way,give the place its head,"
               "how we do it,local twist,local flavour,local detail,fill in the detail,"
               "carbon copy,cookie cutter,prescribed,reshape,vary,variation,adaptation,stretch,"
               "wiggle room,wriggle room,bent"},
    Row{kClose, "fit,room,space,flexible,flexibility,leeway,wiggle room,elbow room,latitude,"
                "discretion,freedom,scope,margin,slack,loose,looser,prescriptive,prescribe,rigid,"
                "dictate,dictated,dictating,straitjacket,straightjacket,breathing space,within,"
                "impose,imposed,parachuted,devolve,devolved,devolution,combined authority,unique,"
                "context,different here,not london,isn't london,isn't birmingham,unlike,"
                "doesn't fit,does not fit,won't fit,wouldn't work here,work here,works here,"
                "own residents,live here,the how,detail,details,blanks,choose how,decide how,"
                "our villages,our own,how things are done here,done here,things work here,"
                "what works here,here is not,is not london,miles away,full of students,fits all,"
                "size fits all,not a one,one model,as we see fit,as they see fit,see fit,"
                "own priorities,some give"},
    Row{kSame, "place,local,locally,area,patch,neighbourhood,locality,community,on our patch,"
               "our area,our town,round here,around here,our city,local needs,"
               "local circumstances,geography,different here,our place"},
    Row{kNear, "place,rural,village,town,city,county,estate,coast,coastal,island,region,valley,"
               "district,demographics,population"},
    Row{kNear, "national,standard,framework,frame,common,whole,overall,core"},
    // Else
    Row{kSame, "training,trained,train together,course,skills,induction,learning,learn,"
               "e-learning,coaching"},
    Row{kSame, "commission,commissioner,commissioning,commissioning support,csu,procure,"
               "procurement"},
    Row{kSame, "money,budget,funding,finance,financial,cost,cash,saving,resource,afford,pound"},
    Row{kSame, "move across,moved across,moved over,switched,switch,transfer,transferred,"
               "secondment,seconded,went back,gone back,going back,changed jobs,came from,"
               "crossed over,tupe,new job,old job,took a job,used to work,before i moved,"
               "worked for both,worked both,both sides,jumped ship,since moving,since joining,"
               "since she moved,since he moved,compared with before"},
    Row{kClose, "everyone,everybody,nobody,no one,all of us,anyone,no-one"},
    Row{kNear, "ask,request,want,wish,need,demand,plea,beg,cry"},
    Row{kSame, "pilot,trial,vanguard,pathfinder,test site,early adopter"},
    Row{kSame, "discharge,discharged,sent home,went home,came home,let out of hospital"},
    Row{kSame, "responsibility,responsible,accountable,accountability,duty,own"},
};

// Who said it or is meant: of notes that carry a message this says little about what was said.
inline constexpr std::array kWhoRows = {
    Row{kSame, "council,local authority,la,las,local government,county council,borough council,"
               "city council,district council,county hall,town hall,unitary,civic centre,"
               "local authorities,municipal,borough,unitary authority,civic offices"},
    Row{kSame, "nhs,mental health,health service,health,healthcare,health sector,nhs side,health side,"
               "health care,hospital trust,nhs trust,foundation trust,acute trust,ccg,icb,"
               "integrated care board,trusts,ambulance service,ambulance trust,"
               "mental health trust,community trust,primary care trust,pct"},
    Row{kClose, "nhs,hospital,clinic,clinician,consultant,nurse,doctor,medical,infirmary,acute,"
                "clinical,ambulance,paramedic,physio,physiotherapist,midwife,matron,therapist,"
                "pharmacist,district nurse"},
    Row{kSame, "gp,general practice,gp practice,practice manager,primary care,doctors surgery,"
               "family doctor"},
    Row{kSame, "social care,social worker,social workers,social services,adult social care,asc,"
               "care manager"},
    Row{kSame, "charity,charities,vcs,vcse,voluntary sector,voluntary,volunteer,third sector,"
               "community group,not for profit,ngo,voluntary organisation"},
    Row{kSame, "police,policing,constabulary,constable,sergeant,pcc,police force"},
    Row{kSame, "fire service,fire crew,fire crews,firefighter,fire and rescue,fire station,"
               "fire brigade"},
    Row{kSame, "housing,housing association,landlord,social landlord,housing provider,"
               "registered provider"},
    Row{kClose, "housing,tenant,tenancy,rent,landlord,homeless,homelessness"},
    Row{kSame, "school,teacher,headteacher,head teacher,pupil,education,academy,classroom"},
    Row{kSame, "child,children,kid,childrens services,children's services,young people,"
               "looked after,youngster"},
    Row{kSame, "safeguarding,mash,child protection,safeguard,multi-agency safeguarding hub,"
               "safeguarding hub"},
    Row{kSame, "citizen,public,resident,member of the public,taxpayer,service user,the public"},
    Row{kClose, "patient,carer,family,relative,client,customer,resident"},
    Row{kSame, "boss,manager,director,chief executive,chief,head of service,senior manager"},
    Row{kSame, "staff,workforce,employee,worker,practitioner,frontline,front line,front-line,"
               "professional"},
};

// Words that say nothing about what a note is about.
inline constexpr std::string_view kEmpty =
    "a,an,the,and,or,but,nor,so,if,then,than,that,this,these,those,there,here,it,its,he,she,they,"
    "them,their,theirs,his,her,hers,him,i,me,my,mine,we,us,our,ours,you,your,yours,who,whom,"
    "whose,which,what,when,where,why,how,is,are,was,were,be,been,being,am,do,does,did,done,doing,"
    "have,has,had,having,can,could,will,would,shall,should,might,must,ought,to,of,in,on,at,by,"
    "for,from,with,without,into,onto,about,as,up,down,out,off,over,under,again,not,no,yes,too,"
    "very,just,also,even,only,such,both,either,neither,each,every,any,some,all,other,another,own,"
    "same,s,t,d,ll,re,ve,m,don,doesn,didn,isn,aren,wasn,weren,won,wouldn,couldn,shouldn,hasn,"
    "haven,hadn,ain,cannot,because,while,until,although,though,whether,however,therefore,still,"
    "yet,ever,never,always,often,sometimes,now,once,later,ago,already,almost,quite,rather,really,"
    "actually,perhaps,maybe,more,most,less,least,much,many,few,lot,lots,bit,one,two,three,etc,eg,"
    "ie,via,per,oh,well,ok,okay,like,get,gets,got,getting,go,goes,going,went,gone,come,comes,"
    "came,coming,let,lets,through,across,around,after,before,between,during,against,among,along,"
    "since,upon,within,something,anything,thing,things,everything,themselves,herself,himself,"
    "itself,ourselves,myself,yourself,way,ways,else,back,away,instead,apparently,simply,mr,mrs,"
    "ms,dr,els,whatever,whenever";

// Words that everybody says about everything.
inline constexpr std::string_view kLight =
    "say,says,said,saying,tell,tells,told,telling,ask,asks,asked,asking,think,thinks,thought,"
    "know,knows,knew,known,want,wants,wanted,need,needs,needed,make,makes,made,making,take,takes,"
    "took,taken,taking,give,gives,gave,given,giving,find,finds,found,see,sees,saw,seen,seeing,"
    "look,looks,looked,looking,use,uses,used,using,work,works,worked,working,try,tries,tried,"
    "trying,put,keep,kept,seem,seems,seemed,feel,feels,felt,mean,means,meant,show,shows,showed,"
    "shown,call,called,turn,turned,leave,left,bring,brought,people,person,man,woman,time,times,"
    "year,years,month,months,week,weeks,day,days,today,yesterday,tomorrow,hour,hours,minute,"
    "minutes,morning,afternoon,evening,night,monday,tuesday,wednesday,thursday,friday,saturday,"
    "sunday,new,old,good,better,best,bad,worse,worst,big,small,little,great,long,first,last,next,"
    "second,half,whole,different,right,sure,able,everyone,everybody,someone,somebody,anyone,"
    "anybody,nobody,none,part,side,end,case,point,fact,question,problem,issue,reason,kind,sort,"
    "number,name,place,world,life,hand,word,story,idea,example,group,team,manager,staff,"
    "colleague,meeting,table,conversation,heard,hear,hears,explained,mentioned,described,pointed,"
    "complained,joked,suggested,stand,stood,sat,sit,sits,run,runs,ran,running,become,help,helps,"
    "helped,helping,spend,spent,change,changed,changes,four,five,six,seven,eight,nine,ten,"
    "hundred,thousand,anyway,together,enough,nothing,real,actual,level,list,set,service,services,"
    "area,home,house,office,job,organisation,support,provide,write,written,close,closed,early,"
    "late,soon,full,care,happy,live,follow,hold,held,pick,may,yet";

// Words that a good part of all notes in this field have.
inline constexpr std::string_view kUsual =
    "share,shared,sharing,data,information,council,nhs,health,hospital,trust,partner,record,"
    "police,housing,school,social,public,community,manager,officer,nurse,patient,system,"
    "department,government,authority,charity,region,leader,member,worker,resident,family,child,"
    "children,workshop,training,policy,process,project,report,budget,money,talk,national,local,"
    "clear,short,single,common,act,speak,spoke,read,start,started,begin,began,room,stop,stopped,"
    "move,moved,moves,moving,wait,waited,waiting,lead,believe,meet,met,agreed,happen,happens,"
    "happened,happening,wrong,fine,free,open,opened,plan";
// clang-format on

}  // namespace crosstalk::thesaurus
